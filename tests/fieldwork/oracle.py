"""A second opinion on the figures, written from the trade's rules and sharing nothing with the program: dicts in, numbers out.
A record says its fields, id, form, side and state; `staff`: person -> the side he counts for; `leads`: those who lead a side."""

SIDES = {"audit": "audit_evidence", "inspection": "insp_evidence"}
HAPPEN = (("interviews", "interview", "start_at", "end_at"), ("site_visits", "site_visit", "start_at", "end_at"),
          ("huddles", "meeting", "start_at", "start_at"), ("extended_units", "extended_inquiry", "date", "date"))  # fmt: skip
AT_WORK = {"interview": ("interviewers", "recorder"), "site_visit": ("visitors",), "extended_inquiry": ("staff",)}


def classes(sets):
    """Sets that have something in common are one."""
    found = []
    for one in map(set, sets):
        found = [some for some in found if not some & one] + [one.union(*(some for some in found if some & one))]
    return found


def outcome(c, by_id, one, staff, leads):
    """R1 to R7 of a corroboration: pieces that count (R1, R7), those that are one (R3), kinds (R2), agreement (R5)."""
    listed = [(side, by_id[id], by_id.get(by_id[id]["record"], {})) for side, name in SIDES.items() for id in c[name]]
    pieces = [(side, card, mark) for side, card, behind in listed if (mark := piece(side, card, behind, one, staff))]
    groups = [{side for side, _, mark in pieces if mark & some} for some in classes(mark for *_, mark in pieces)]
    r1 = any("audit" in a and "inspection" in b for a in groups for b in groups if a is not b)
    kinds, point = {card["kind"] for _, card, _ in pieces}, by_id[c["suspicion_id"]]
    by = {side: {who for at, card, _ in pieces if at == side for who in card["handled_by"]} for side in SIDES}
    r6 = all(any(by[side] != {who} or who in leads for who in c["confirmed"].get(side, ())) for side in SIDES)
    hard = point["level"] != "A" or (kinds & {"document", "electronic"} and (c["recomputed"] or not point["amount"]))
    r5 = c["consistency"] == "consistent" or (c["consistency"] == "partly" and c["diff_note"])
    met = "corroborated" if r1 and len(kinds) > 1 and r5 and r6 and hard else "single_side" if groups else "unconfirmed"
    return "conflicting" if c["consistency"] == "conflict" else met


def piece(side, card, behind, one, staff):
    """The marks by which a piece is one with others; none where it does not count."""
    filed = behind.get("state") == "archived" and behind["signatures"] != [{"outcome": "refused"}]
    two = sum(staff.get(who) == "audit" for who in {who for name in AT_WORK.get(behind.get("form"), ()) for who in behind[name]})
    signed = (behind.get("state") in ("signed", "unsigned") or filed) and (side != "audit" or two >= 2)
    heard = card["kind"] == "testimony" and ((behind.get("name") and (behind["name"], behind["unit"])) or card["obtained_from"])
    marks = {heard, card["document_no"], one[behind["id"]] if behind else None, *(row["digest"] for row in card["file"])}
    return {card["id"], *filter(None, marks)} if card["state"] == "done" and (signed if behind else card["file"]) else set()


def figures(records, now, mine, staff, leads):
    """Key -> number; under "points" those corroborated, under "outcomes" what each corroboration comes to."""
    by_id = {r["id"]: r for r in records}
    one = {id: min(some) for some in classes({r["id"], *r["same_as"]} for r in records) for id in some}
    there = [r for r in records if r["state"] != "void" and r.get("type", "huddle") == "huddle"]
    firms = classes({one[u["id"]], u["credit_code"] or u["id"]} for u in records if u["form"] == "unit")
    outcomes = {c["id"]: outcome(c, by_id, one, staff, leads) for c in there if c["form"] == "corroboration"}
    found = {"outcomes": outcomes, "points": {one[by_id[c]["suspicion_id"]] for c in outcomes if outcomes[c] == "corroborated"}}
    for side, own, needed in (("joint", "", {*SIDES}), (mine, "own_", {mine})):
        for key, form, start, end in HAPPEN:
            done = [r for r in there if r["form"] == form and r[start] and r[end] and r[end] <= now[: len(r[end])]]
            done.sort(key=lambda r: (r["side"] != "joint", r["side"] != mine, r[start], r["id"]), reverse=True)
            stand = {one[r["id"]]: r for r in done}.values()  # for each occasion a joint record, else one's own, the earliest
            at = [one.get(r.get("unit")) for r in stand if r["side"] == side]
            found[own + key] = sum(not firm.isdisjoint(at) for firm in firms) if start == "date" else len(at)
        asked = [set(r["confirmed"]) for r in there if r["form"] == "recommendation" and r["side"] == side]
        found[own + "recommendations"] = sum(needed <= sides for sides in asked)
    return found
