"""What a person has set, put to work on the stage: scale, colours of sides and panels, speed of motion."""

from game.session import settings
from game.ui import counters, faces, layout, palette
from game.ui.stage import Stage


def suit(stage: Stage, kept: settings.Settings) -> None:
    """Make the stage as the person likes it, and as the window has room for."""
    stage.percent = layout.scale_percent(stage.size, kept.scale)
    stage.speed = kept.speed
    stage.theme = palette.THEMES["night" if kept.night else "light"]
    faces.set_scale(stage.percent)
    wanted = kept.colours if kept.colours in palette.PALETTES else "period"
    if wanted != palette.in_use():
        palette.use(wanted)
        counters.forget()
