#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks what an administrator gets to run a server with: data/server."""

import configparser
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import tap

TOP = pathlib.Path(__file__).resolve().parents[2]
FOLDER = TOP / "data" / "server"


def compose():
    try:
        import yaml
    except ImportError:
        raise tap.Skip("this machine has no YAML for Python") from None
    return yaml.safe_load((FOLDER / "compose.yaml").read_text(encoding="utf-8"))


def settings():
    parser = configparser.ConfigParser(delimiters=("=",), comment_prefixes=(";",))
    parser.read_string((FOLDER / "local.ini").read_text(encoding="utf-8"))
    return parser


def test_images_are_pinned():
    for name, service in compose()["services"].items():
        assert re.fullmatch(r"[a-z]+:\d+\.\d+\.\d+", service["image"]), f"{name}: {service['image']}"


def test_only_tls_is_reached_from_outside():
    for name, service in compose()["services"].items():
        ports = service.get("ports", [])
        assert ports == ([] if name != "caddy" else ["80:80", "443:443"]), f"{name}: {ports}"


def test_no_password_is_written_down():
    text = (FOLDER / "compose.yaml").read_text(encoding="utf-8")
    assert "${COUCHDB_PASSWORD:?" in text
    assert not settings().has_section("admins")


def test_volumes_and_files_are_there():
    value = compose()
    for name, service in value["services"].items():
        for volume in service["volumes"]:
            source = volume.split(":")[0]
            if source.startswith("./"):
                assert (FOLDER / source).is_file(), f"{name}: {source}"
            else:
                assert source in value["volumes"], f"{name}: {source}"


def test_settings_are_safe():
    wanted = {
        ("chttpd", "require_valid_user"): "true",
        ("chttpd", "admin_only_all_dbs"): "true",
        ("chttpd", "enable_cors"): "false",
        ("couchdb", "default_security"): "admin_only",
        ("couchdb", "single_node"): "true",
        ("chttpd_auth_lockout", "mode"): "enforce",
    }
    for (section, key), value in wanted.items():
        assert settings().get(section, key) == value, f"{section}/{key}"


def test_a_blob_of_ours_fits_into_a_document():
    largest = int(settings().get("couchdb", "max_document_size"))
    blob = 4 * 1024 * 1024 * 4 // 3
    assert blob < largest < int(settings().get("chttpd", "max_http_request_size")), largest


def test_readme_tells_of_each_step():
    text = (FOLDER / "README.md").read_text(encoding="utf-8")
    for heading in ("With containers", "With the packages", "Accounts", "What was erased", "Backup", "Restore", "Updating", "cluster"):
        assert re.search(rf"^## .*{heading}", text, re.M), heading
    for volume in ("data", "settings"):
        assert f"rapport_{volume}" in text, volume


if __name__ == "__main__":
    sys.exit(tap.run(globals()))
