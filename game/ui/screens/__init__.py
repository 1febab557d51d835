"""The screens of the window, one module each; they follow each other by what their methods return."""
