"""How a desktop knows the program and its files."""

import configparser
import xml.etree.ElementTree as ET
from pathlib import Path

NAMES = {"m": "http://www.freedesktop.org/standards/shared-mime-info"}


def test_the_desktop_entry_names_the_program_and_its_icon_in_both_languages(tree: Path) -> None:
    read = configparser.ConfigParser(interpolation=None)
    read.optionxform = str  # type: ignore[assignment, method-assign]
    read.read(tree / "build_spec" / "xunshen.desktop", encoding="utf-8")
    entry = read["Desktop Entry"]
    assert (entry["Type"], entry["Exec"], entry["Terminal"]) == ("Application", "xunshen", "false")
    assert {"Name", "Name[zh_CN]", "Comment", "Comment[zh_CN]"} <= set(entry)
    assert (tree / "resources" / "icons" / f"{entry['Icon']}.svg").is_file()


def test_bundles_and_cards_have_types_of_their_own(tree: Path) -> None:
    kinds = ET.parse(tree / "build_spec" / "xunshen-mime.xml").getroot().findall("m:mime-type", NAMES)
    globs = {kind.get("type"): [one.get("pattern") for one in kind.findall("m:glob", NAMES)] for kind in kinds}
    assert globs == {"application/vnd.xunshen.bundle": ["*.xsb"], "application/vnd.xunshen.card": ["*.xsc"]}
    assert all(len(kind.findall("m:comment", NAMES)) == 2 for kind in kinds)


def test_the_icon_is_drawn_without_anything_from_elsewhere(tree: Path) -> None:
    icon = ET.parse(tree / "resources" / "icons" / "xunshen.svg").getroot()
    assert icon.get("viewBox") == "0 0 128 128"
    assert not any(name.endswith("href") for element in icon.iter() for name in element.attrib)
