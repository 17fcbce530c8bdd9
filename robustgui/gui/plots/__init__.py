"""Plots: plot.py is the frame, each kind of drawing is a layer in its own file, cursor.py links them over time."""

from .band import Band
from .bars import Bars
from .cursor import SharedAxis, TimeCursor
from .heat_map import HeatMap
from .ordered_curve import OrderedCurve
from .plane_curve import PlaneCurve
from .plot import Plot
from .points import Points
from .style import PlotStyle, Role, plot_style

__all__ = [
    "Band",
    "Bars",
    "HeatMap",
    "OrderedCurve",
    "PlaneCurve",
    "Plot",
    "PlotStyle",
    "Points",
    "Role",
    "SharedAxis",
    "TimeCursor",
    "plot_style",
]
