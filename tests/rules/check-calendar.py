#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What we write is read by programs of others: the same meetings at the same moments, over changes of
clocks, by khal and by python3-icalendar; our descriptions of time zones say what the system's do; and
the letter that invites holds the same calendar.

Usage: check-calendar.py WRITE-CALENDAR"""

import atexit
import datetime
import email
import email.header
import email.policy
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zoneinfo

import dateutil.rrule
import dateutil.tz
import icalendar

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "support"))
import tap

UTC = datetime.timezone.utc
FROM = datetime.datetime(2026, 10, 1, tzinfo=UTC)
TO = datetime.datetime(2027, 7, 1, tzinfo=UTC)
PLACE = tempfile.mkdtemp(prefix="rapport-calendar-")
atexit.register(shutil.rmtree, PLACE)


def path(name):
    return os.path.join(PLACE, name)


def ours(cancelled):
    """(moment, title) of each meeting."""
    found = []
    with open(path("occasions.txt"), encoding="utf-8") as file:
        for line in file:
            at, status, title, length = line.rstrip("\n").split("\t")
            if cancelled or status != "cancelled":
                found.append((int(at), title, int(length)))
    return sorted(found)


def calendar(name="calendar.ics"):
    with open(path(name), "rb") as file:
        return icalendar.Calendar.from_ical(file.read())


def moment(time):
    return int(time.astimezone(UTC).timestamp())


def times(value):
    """Of EXDATE, which is there once, often or not at all."""
    return [time.dt for one in (value if isinstance(value, list) else [value] if value else []) for time in one.dts]


def expand(name):
    """(moment, title, length) as dateutil and the system's zones work them out."""
    events = [part for part in calendar(name).walk("VEVENT")]
    replaced = {}
    for event in events:
        if "RECURRENCE-ID" in event:
            replaced.setdefault(str(event["UID"]), {})[moment(event["RECURRENCE-ID"].dt)] = event
    found = []

    def take(start, event):
        if FROM <= start.astimezone(UTC) < TO and event.get("STATUS") != "CANCELLED":
            length = int((event["DTEND"].dt - event["DTSTART"].dt).total_seconds() / 60)
            found.append((moment(start), str(event["SUMMARY"]), length))

    for event in events:
        start = event["DTSTART"].dt
        if "RECURRENCE-ID" in event:
            take(start, event)
        elif "RRULE" not in event:
            take(start, event)
        else:
            zone = start.tzinfo
            rule = event["RRULE"].to_ical().decode()
            rule = re.sub(r"UNTIL=(\w+)", lambda found: "UNTIL=" + datetime.datetime.strptime(found[1], "%Y%m%dT%H%M%SZ").replace(
                tzinfo=UTC).astimezone(zone).strftime("%Y%m%dT%H%M%S"), rule)
            gone = {moment(time) for time in times(event.get("EXDATE"))} | set(replaced.get(str(event["UID"]), {}))
            for time in dateutil.rrule.rrulestr(rule, dtstart=start.replace(tzinfo=None)):
                there = time.replace(tzinfo=zone)
                if there.astimezone(UTC) >= TO:
                    break
                if moment(there) not in gone:
                    take(there, event)
    return sorted(found)


def test_icalendar():
    expected = ours(False)
    assert len(expected) > 100, len(expected)
    got = expand("calendar.ics")
    assert got == expected, sorted(set(got) ^ set(expected))[:6]


def test_zones():
    """Each VTIMEZONE says at each hour what the system says, for years."""
    with open(path("calendar.ics"), encoding="utf-8") as file:
        text = file.read()
    described = dateutil.tz.tzical(path("calendar.ics"))
    names = re.findall(r"^TZID:(.*?)\r?$", text, re.M)
    assert len(names) == 8, names
    for name in names:
        system, told = zoneinfo.ZoneInfo(name), described.get(name)
        time = datetime.datetime(2026, 1, 1, 0, 30)
        while time.year < 2033:
            expected = time.replace(tzinfo=system).utcoffset()
            got = time.replace(tzinfo=told).utcoffset()
            near = any((time + datetime.timedelta(hours=h)).replace(tzinfo=system).utcoffset() != expected for h in (-2, -1, 1, 2))
            assert near or got == expected, (name, time, got, expected)
            time += datetime.timedelta(hours=3)


def test_khal():
    folder = path("khal")
    os.makedirs(os.path.join(folder, "calendar"))
    with open(os.path.join(folder, "config"), "w", encoding="utf-8") as file:
        file.write(f"""[calendars]
[[ours]]
path = {folder}/calendar
[sqlite]
path = {folder}/khal.db
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = UTC
default_timezone = UTC
[default]
default_calendar = ours
""")
    environment = dict(os.environ, HOME=folder, XDG_DATA_HOME=folder, XDG_CACHE_HOME=folder, LC_ALL="C.UTF-8")

    def khal(*words):
        done = subprocess.run(["khal", "-c", os.path.join(folder, "config"), *words], capture_output=True, text=True,
                              env=environment, check=False)
        assert done.returncode == 0, done.stderr[-2000:]
        return done.stdout

    khal("import", "--batch", "-a", "ours", path("calendar.ics"))
    listed = khal("list", "2026-10-01", "2027-07-01", "--day-format", "", "--format",
                  "{start-long}\t{cancelled}\t{title}")
    got = []
    for line in listed.splitlines():
        if line.count("\t") >= 2:
            start, cancelled, title = line.split("\t")[:3]
            if not cancelled.strip():
                at = datetime.datetime.strptime(start, "%Y-%m-%d %H:%M").replace(tzinfo=UTC)
                if FROM <= at < TO:
                    got.append((moment(at), title))
    expected = [(at, title) for at, title, length in ours(False)]
    assert sorted(got) == expected, (len(got), len(expected), sorted(set(got) ^ set(expected))[:6])


def test_letter():
    with open(path("request.eml"), "rb") as file:
        data = file.read()
    assert b"\r\n" in data and b"\n" not in data.replace(b"\r\n", b""), "line ends"
    assert all(len(line) <= 998 for line in data.split(b"\r\n"))
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert re.match("Invitation: Schedule [0-9]; встреча, “FREQ=.*”$", message["Subject"]), message["Subject"]
    assert message["From"].addresses[0].addr_spec == "anna@lighthouse.example"
    assert [one.addr_spec for one in message["To"].addresses] == ["olga@example.com"]
    # A name of several coded words comes apart in Python's newer reader.
    older = email.message_from_bytes(data, policy=email.policy.compat32)["To"]
    name = str(email.header.make_header(email.header.decode_header(older)))
    assert name.startswith("Ольга Ивановна Константинопольская-Преображенская"), name
    parts = {part.get_content_type(): part for part in message.walk() if not part.is_multipart()}
    assert list(parts) == ["text/plain", "text/calendar", "application/ics"], list(parts)
    assert parts["text/calendar"].get_param("method") == "REQUEST"
    with open(path("request.ics"), encoding="utf-8", newline="") as file:
        text = file.read()
    assert parts["text/calendar"].get_payload(decode=True).decode() == text
    assert parts["application/ics"].get_payload(decode=True).decode() == text
    assert parts["application/ics"].get_filename() == "invite.ics"


def test_request():
    events = list(calendar("request.ics").walk("VEVENT"))
    assert len({str(event["UID"]) for event in events}) == 1
    assert sum("RRULE" in event for event in events) == 1
    for event in events:
        assert str(event["ORGANIZER"]) == "mailto:anna@lighthouse.example"
        assert [str(one) for one in (event["ATTENDEE"] if isinstance(event["ATTENDEE"], list) else [event["ATTENDEE"]])] == [
            "mailto:olga@example.com"]


subprocess.run([sys.argv[1], PLACE], check=True, stdout=subprocess.DEVNULL)
sys.exit(tap.run(globals()))
