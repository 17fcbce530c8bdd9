"""The empty field of the test data says what is used."""

from __future__ import annotations

from dataclasses import replace

from robustgui.data import DataSettings, load
from robustgui.gui import language
from robustgui.gui.docks.configuration_dock import ConfigurationDock
from robustgui.gui.docks.data_hints import FIELD


def test_that_a_test_file_that_was_found_is_named(qapp, qtbot, session, jobs, dressed):
    dataset = load(DataSettings(train="example:japanese_vowels"))
    dock = ConfigurationDock(session, jobs)
    qtbot.addWidget(dock)
    line = dock.form.editor(FIELD)
    assert line.placeholderText() == "none"
    session.set_dataset(replace(dataset, test=replace(dataset.test, source="/data/Tiny_TEST.ts")))
    assert line.placeholderText() == "Tiny_TEST.ts"
    session.set_dataset(replace(dataset, test=replace(dataset.test, source=dataset.train.source)))
    assert line.placeholderText() == "from the same source"
    language.install(qapp, "zh")
    qtbot.waitUntil(lambda: line.placeholderText() == "来自同一数据源")
