"""The scenarios there are, and the way from a folder to a scenario: all faults of a folder are told at once."""

from dataclasses import dataclass
from pathlib import Path

from game import paths
from game.library import cardfile, toml
from game.library.build import build
from game.library.cardcheck import check_cards
from game.library.check import check, check_texts
from game.library.desk import Desk
from game.library.faults import ERROR, Fault, Faults, Report, unknown
from game.library.schema import ScenarioFile, TextsFile
from game.library.survey import read_board
from game.library.tables import read_charts
from game.model.board import Board
from game.model.charts import Charts
from game.model.scenario import Scenario

FILE = "scenario.toml"
TONGUE = "en"


@dataclass(frozen=True, slots=True)
class Entry:
    """A scenario as a list shows it; one that cannot be loaded has faults and no sides."""

    id: str
    title: str
    summary: str
    sides: tuple[str, ...]
    turns: int
    folder: Path
    faults: tuple[Fault, ...] = ()

    @property
    def playable(self) -> bool:
        """Whether it can be loaded."""
        return all(fault.severity != ERROR for fault in self.faults)


def load(path_or_id: str | Path, tongue: str = TONGUE) -> Scenario:
    """The scenario of this id, or in this folder.  Raises Faults with all that is wrong if anything is."""
    report = Report()
    scenario = _read(find(path_or_id), tongue, report)
    if scenario is None:
        raise Faults(report.faults)
    return scenario


def problems(path_or_id: str | Path, tongue: str = TONGUE) -> tuple[Fault, ...]:
    """All that is wrong or doubtful in a scenario; empty if nothing is."""
    report = Report()
    try:
        _read(find(path_or_id), tongue, report)
    except Faults as faults:
        return faults.faults
    return tuple(report.faults)


def charts(folder: Path | None = None) -> Charts:
    """The charts in a folder, the game's own if none is named.  Raises Faults."""
    report = Report()
    found = read_charts(folder, None, report)
    if found is None or report.broken:
        raise Faults(report.faults)
    return found


def list_scenarios(*shelves: Path, tongue: str = TONGUE) -> tuple[Entry, ...]:
    """The scenarios that come with the game, then those in other folders of scenarios, broken ones too."""
    folders = [
        folder
        for shelf in (paths.scenarios(), *shelves)
        if shelf.is_dir()
        for folder in sorted(shelf.iterdir())
        if (folder / FILE).is_file()
    ]
    return tuple(_entry(folder, tongue) for folder in folders)


def find(path_or_id: str | Path) -> Path:
    """The folder that is meant by an id or a path.  Raises Faults if there is none."""
    try:
        return _found(str(path_or_id))
    except (OSError, ValueError):
        raise Faults(
            (Fault(str(path_or_id)[:80], 0, "", "", "cannot be the name of a scenario or a folder"),)
        ) from None


def _found(text: str) -> Path:
    ours = paths.scenarios()
    if "/" not in text and "\\" not in text and (ours / text / FILE).is_file():
        return ours / text
    path = Path(text)
    folder = path.parent if path.name == FILE else path
    if (folder / FILE).is_file():
        return folder
    if folder.is_dir():
        raise Faults((Fault(str(folder), 0, "", "", f"has no {FILE}, so it is no scenario"),))
    known = [entry.name for entry in sorted(ours.iterdir()) if (entry / FILE).is_file()]
    raise Faults((Fault(text, 0, "", "", unknown("scenario or folder", text, known)),))


def _entry(folder: Path, tongue: str) -> Entry:
    report = Report()
    try:
        scenario = _read(folder, tongue, report)
    except Faults as faults:
        return Entry(folder.name, folder.name, "", (), 0, folder, faults.faults)
    if scenario is None:
        return Entry(folder.name, folder.name, "", (), 0, folder, tuple(report.faults))
    sides = tuple(side.id for side in scenario.sides)
    turns = scenario.calendar.turns
    return Entry(scenario.id, scenario.title, scenario.summary, sides, turns, folder, tuple(report.faults))


def _read(folder: Path, tongue: str, report: Report) -> Scenario | None:
    """The scenario of a folder, or None with every fault in the report; a broken part hides no other's faults."""
    document = toml.read(folder / FILE)
    told = toml.convert(document, ScenarioFile, report)
    tables = read_charts(None, document, report)
    name = document.data.get("map", "map.tmx")
    board = _board(folder, name, report) if isinstance(name, str) else None
    dealt = toml.read(folder / cardfile.FILE) if (folder / cardfile.FILE).is_file() else None
    cards = toml.convert(dealt, cardfile.CardsFile, report) if dealt else cardfile.CardsFile(cards=())
    words = _texts(folder, tongue, report)
    texts = toml.convert(words, TextsFile, report) if words else TextsFile(title=folder.name)
    if told is None or board is None or tables is None or texts is None or cards is None:
        return None
    check(Desk(document, told, board, tables, report))
    if dealt:
        check_cards(Desk(dealt, told, board, tables, report), cards)
    if words:
        check_texts(words, texts, told, board, report)
    return None if report.broken else build(folder.name, told, board, tables, texts, cards)


def _board(folder: Path, name: str, report: Report) -> Board | None:
    """The board of the map file of this name in the folder, or None with the faults in the report."""
    path = folder / name
    if path.suffix != ".tmx" or path.resolve().parent != folder.resolve():
        report.error(str(folder / FILE), 0, "map", name, "should be the name of a .tmx file in the scenario's folder")
        return None
    own = Report()
    try:
        board = read_board(path, own)
    except Faults:
        board = None
    report.faults.extend(own.faults)
    return board


def _texts(folder: Path, tongue: str, report: Report) -> toml.Document | None:
    """The texts in a tongue, else in English, or None if there are none."""
    for name in dict.fromkeys((tongue, TONGUE)):
        path = folder / f"texts.{name}.toml"
        if path.is_file():
            return toml.read(path)
    report.warn(str(folder / f"texts.{TONGUE}.toml"), 0, "", None, "there are no texts: no title, summary or briefings")
    return None
