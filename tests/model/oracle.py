"""What a record says, told a second time: slowly, in few lines, from the words of the design alone.

A change is `{"id", "device", "clock", "kind", "side", "form", "parts"}`; a part is None where only its digest is held, else
`{"values": {address: (value, ids replaced)}, "of": ids, "version": int, "erased": {"id/tier"}}`.
`seats`: device -> (side, is lead)."""

import hashlib
from collections import namedtuple

Wrote = namedtuple("Wrote", "at clock id value over tier")
KNOWN = {"create", "edit", "move", "freeze", "revise", "sign", "confirm", "retract", "widen", "erase"}
NO_CONTENT = ("state", "signatures", "confirmations", "archive_no", "review_notes")


def tell(record, changes, seats, frozen):
    side, form, maker = next((c["side"], c["form"], c["device"]) for c in changes if c["kind"] == "create")
    heard = [c for c in changes if c["kind"] in KNOWN and c["device"] in seats and side in ("joint", seats[c["device"]][0])]
    own, others = ({maker: KNOWN}, KNOWN - {"erase"}) if form != "form_definition" else ({}, ())  # besides the leads
    may = {c["id"]: c for c in heard if seats[c["device"]][1] or c["kind"] in own.get(c["device"], others)}
    orders = {(what, seats[c["device"]], c["device"]) for c in may.values() if c["kind"] == "erase" for what in judged(c, "erased")}
    said = [what for what, (_, lead) in {one[:2] for one in orders} if lead]
    gone = {what for what in said if said.count(what) > (side == "joint")}
    known = {f"{i}/{t}": (c["device"], p) for i, c in may.items() for t, p in c["parts"].items()}
    gone |= {what for what, _, maker in orders if known.get(what) == (maker, None)}  # never given away by who wrote it
    gone = {what for what in gone if may.get(what[:64], {}).get("kind") != "erase"}
    left = {c["id"]: c | {"parts": {t: None if f"{c['id']}/{t}" in gone else p for t, p in c["parts"].items()}} for c in changes}
    by, held = {i: left[i] for i in may}, {i: c for i, c in left.items() if i not in may}
    now, undone, versions = fold(by, frozen, gone, held), {i for c in by.values() if c["kind"] == "retract" for i in judged(c)}, []
    for c in sorted((c for c in by.values() if c["kind"] == "freeze"), key=lambda c: (c["clock"], c["id"])):
        if judged(c) and c["id"] not in undone:
            number, of = max(p["version"] for p in c["parts"].values() if p), ",".join(f'"{i}"' for i in sorted(judged(c)))
            text = f'xunshen/check-code/1\n{{"of":[{of}],"record":"{record}","version":{number}}}'
            versions.append((number, c["id"], hashlib.sha256(text.encode()).hexdigest()[:16]))
    versions.sort(key=lambda v: v[0])
    stands = bool(versions) and now["values"].get("state") in frozen
    within, wider = set(), judged(by[versions[-1][1]]) & by.keys() if stands else set()
    while wider != within:
        within, wider = wider, wider | {i for c in wider for w in writes(by[c]) for i in w.over if i in by}
    shown = fold({i: by[i] for i in within}, (), gone, held) if stands else now
    content = {a for f in (now, shown) for a in f["values"] if a.split("/")[0] not in NO_CONTENT}
    conflicts = (shown["conflicts"] & content) | (now["conflicts"] - content)
    conflicts |= {"version" for number, _, code in versions for n, _, other in versions if n == number and code != other}
    proposed = {a for a in content if now["values"].get(a) != shown["values"].get(a)}
    return {"now": now, "shown": shown, "versions": versions, "conflicts": conflicts, "proposed": proposed, "frozen": stands}


def fold(by, frozen, gone=(), held=None):
    undone = {i for c in by.values() if c["kind"] == "retract" for i in judged(c)}
    every = [w._replace(over=through(w, held or {})) for c in by.values() for w in writes(c)]
    wrote = [w for w in every if w.id not in undone or by[w.id]["kind"] not in ("freeze", "sign", "confirm")]
    at = {a: [w for w in wrote if w.at == a] for a in {w.at for w in wrote}}
    left = {a: [w for w in ws if not any(w.id in o.over for o in ws)] for a, ws in at.items()}
    removals = {(w.at, w.id): w for a in left if a.count("/") == 1 for w in left[a] if w.value is None}
    for (row, i), removal in removals.items():  # a removal stands beside each cell whose writers did not see it
        for a in (a for a in at if a.startswith(row + "/") and not any(i in (w.id, *w.over) for w in at[a])):
            left[a].append(removal)

    pick = lambda w, a: (a == "state" and w.value in frozen, (a[: a.rfind("/")], w.id) not in removals, w.clock, w.id)  # noqa: E731
    rows, dead = {}, set()
    for row in {"/".join(a.split("/")[:2]) for a in at if "/" in a}:
        cells, keys = [a for a in at if a.startswith(row + "/")], left.get(row, [])
        if any(w.value is not None for a in cells for w in left[a]) or (keys and all(w.value for w in keys)):
            keys = [w for w in keys if w.value] or [w for w in at.get(row, []) if w.value]
            rows[row] = max(keys, key=lambda w: w[1:3]).value if keys else ""
        else:
            dead |= {row, *cells}
    off = {f"{i}/{t}": i for i, c in by.items() for t, p in c["parts"].items() if p is None}
    lost = [(a, f"{i}/{w.tier}", i) for a in at if a not in dead for w in at[a] for i in w.over]
    unseen = lambda a, i: any(i not in behind([o for o in every if o.at == a], w) for w in left[a])  # noqa: E731
    asked = {a for a, what, i in lost if (i not in by or what in off) and (what not in gone or unseen(a, i))}
    unlike = {a for a in left if a.count("/") != 1 and len({str(w.value) for w in left[a]}) > 1}
    values = {a: max(left[a], key=lambda w: pick(w, a)).value for a in left if a not in dead}
    return {"values": values, "conflicts": unlike - asked - dead, "incomplete": asked, "rows": rows}


def through(w, held):
    """What somebody replaced, with what those had replaced who do not count."""
    here = {i for i in w.over if i in held and held[i]["parts"].get(w.tier, "") is not None}
    deeper = {o for i in here for x in writes(held[i]) if x.at == w.at for o in through(x._replace(tier=w.tier), held)}
    return frozenset(deeper.union(w.over) - here)


def behind(ws, w):
    over = {*w.over, *(i for o in ws if o.id == w.id for i in o.over)}
    return over.union(*(behind(ws, o) for o in ws if o.id in over))


def writes(c):
    return [Wrote(a, c["clock"], c["id"], v, over, t) for t, p in c["parts"].items() if p for a, (v, over) in p["values"].items()]


def judged(c, what="of"):
    return {i for p in c["parts"].values() if p for i in p[what]}
