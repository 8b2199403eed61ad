"""What forms need not write out: the fields every record has, and the sets of states and phases that most types share."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from desktop.model.form import Field, Label, Option, Phase, State, Tier

SIDE_LABELS: Mapping[str, Label] = {
    "audit": {"zh": "审计", "en": "Audit"},
    "inspection": {"zh": "巡察", "en": "Inspection"},
    "discipline": {"zh": "纪检监察", "en": "Discipline"},
    "congress": {"zh": "人大", "en": "Congress"},
    "joint": {"zh": "联合", "en": "Joint"},
}


def both(zh: str, en: str) -> Label:
    """A label in both languages."""
    return {"zh": zh, "en": en}


def options(*rows: tuple[str, str, str]) -> tuple[Option, ...]:
    """Options of rows (id, zh, en)."""
    return tuple(Option(id, both(zh, en)) for id, zh, en in rows)


def side_options(*ids: str) -> tuple[Option, ...]:
    """The sides as options of a choice."""
    return tuple(Option(id, SIDE_LABELS[id]) for id in ids)


def file_cells(tier: Tier) -> tuple[Field, ...]:
    """The columns that every files field begins with."""
    return (
        Field("name", "text", both("文件名", "File name"), tier, max=255),
        Field("digest", "text", both("哈希", "Digest"), tier, max=64),
        Field("size", "number", both("字节数", "Bytes"), tier),
        Field("media", "text", both("格式", "Media type"), tier, max=100),
        Field("source", "text", both("来源单位", "Obtained from"), tier, max=100),
        Field("obtained_on", "date", both("取得日期", "Obtained on"), tier),
    )


def shared_fields(freezing: str) -> tuple[Field, ...]:
    """Fields of every record that is no register's. `freezing`: the first frozen state, empty where there is none."""
    originals = options(("original", "原件", "Original"), ("copy", "复制件", "Copy"))
    paper = (
        *file_cells("full"),
        Field("pages", "number", both("页数", "Pages"), "full"),
        Field("copy_kind", "choice", both("原件/复制件", "Original or copy"), "full", options=originals),
        Field("kept_at", "text", both("原件存放处", "Original kept at"), "full", max=100),
    )
    custody = (*side_options("audit", "inspection"), Option("both", both("两侧", "Both")))
    marks = options(("none", "无", "None"), ("internal", "内部", "Internal"), ("work_secret", "工作秘密", "Work secret"))
    entries = options(("live", "当场", "Live"), ("pasted", "粘贴", "Pasted"), ("paper", "纸质补录", "From paper"))
    return (
        Field("title", "text", both("标题", "Title"), "full", required_at="create", max=40),
        Field("custody", "choice", both("立卷责任", "Kept on file by"), "full", freezing, options=custody),
        Field("marking", "choice", both("标记", "Marking"), "full", freezing, options=marks),
        Field("know_scope", "people", both("知悉范围", "Who may know"), "full", refers_to="person"),
        Field("entry", "choice", both("录入方式", "Entered"), "full", options=entries),
        Field("same_as", "references", both("同一次", "Same occasion as"), "full", on_return=True),
        Field("attachments", "files", both("附件", "Attachments"), "full", columns=paper, on_return=True),
    )


def built_in(states: Sequence[State], tiers: Collection[Tier], numbered: bool = True) -> tuple[Field, ...]:
    """Fields that no form declares. `tiers`: those of the form's own fields; `numbered`: its records have numbers, and get another
    one in the archive. State, numbers and confirmations travel openly where anything does; signatures, which name persons, and
    notes in the margin with the full text where there is any."""
    tier: Tier = "open" if "open" in tiers else "full"
    text: Tier = "full" if "full" in tiers else tier
    outcomes = options(
        ("signed", "已签", "Signed"),
        ("refused", "拒签", "Refused"),
        ("absent", "不在场", "Absent"),
        ("delayed", "缓签", "Delayed"),
    )
    signatures = (
        Field("who", "person", both("签字人", "Who"), text, refers_to="person"),
        Field("outcome", "choice", both("结果", "Outcome"), text, options=outcomes),
        Field("reason", "long_text", both("原因", "Reason"), text),
        Field("witnesses", "people", both("见证人", "Witnesses"), text, refers_to="person"),
        Field("date", "date", both("日期", "Date"), text),
        Field("check_code", "text", both("校验码", "Check code"), text, max=16),
    )
    notes = (
        Field("about", "text", both("关于", "About"), text, max=200),
        Field("text", "long_text", both("意见", "Note"), text),
        Field("answers", "text", both("答复哪一条", "Answers"), text, max=32),
        Field("done", "yes_no", both("已处理", "Dealt with"), text),
    )
    confirmations = (
        Field("side", "choice", both("侧", "Side"), tier, options=side_options(*(s for s in SIDE_LABELS if s != "joint"))),
        Field("check_code", "text", both("校验码", "Check code"), tier, max=16),
        Field("date", "date", both("日期", "Date"), tier),
    )
    return (
        Field("state", "choice", both("状态", "State"), tier, options=tuple(Option(s.id, s.label) for s in states)),
        Field("doc_no", "text", both("编号", "Number"), tier, max=60),
        *((Field("archive_no", "text", both("立卷号", "Archive number"), tier, max=60),) if numbered else ()),
        Field("signatures", "table", both("签字登记", "Signatures"), text, columns=signatures, on_return=True),
        Field("confirmations", "table", both("确认", "Confirmations"), tier, columns=confirmations, on_return=True),
        Field("review_notes", "table", both("复核意见", "Review notes"), text, columns=notes, on_return=True),
    )


@dataclass(frozen=True, slots=True)
class Flow:
    """States and the phases that people see of them. A form takes those it needs."""

    phases: tuple[Phase, ...]
    states: tuple[State, ...]


def _flow(
    phases: Sequence[tuple[str, str, str]],
    states: Sequence[tuple[str, str, str, str]],
    frozen: Sequence[str] = (),
    void: Sequence[str] = (),
    derived: Sequence[str] = (),
) -> Flow:
    return Flow(
        tuple(Phase(id, both(zh, en)) for id, zh, en in phases),
        tuple(State(id, both(zh, en), phase, id in frozen, id in void, id in derived) for id, zh, en, phase in states),
    )


FLOWS: Mapping[str, Flow] = {
    "P1": _flow(
        [
            ("drafting", "草拟", "Drafting"),
            ("to_print", "待打印", "To print"),
            ("out", "在外签字", "Out for signature"),
            ("back", "已签回", "Signed"),
            ("void", "作废", "Void"),
        ],
        [
            ("draft", "草稿", "Draft", "drafting"),
            ("recording", "记录中", "Recording", "drafting"),
            ("reading", "交核", "Being read", "drafting"),
            ("reviewed", "已复核", "Reviewed", "to_print"),
            ("frozen", "已冻结", "Frozen", "out"),
            ("sent", "已送签", "Sent for signature", "out"),
            ("signed", "已签", "Signed", "back"),
            ("refused", "拒签", "Refused", "back"),
            ("unsigned", "按规则无需签", "No signature needed", "back"),
            ("archived", "已预立卷", "Filed", "back"),
            ("void", "作废", "Void", "void"),
            ("superseded", "被取代", "Superseded", "void"),
        ],
        frozen=("frozen", "sent", "signed", "refused", "unsigned", "archived"),
        void=("void", "superseded"),
    ),
    "P2": _flow(
        [
            ("drafting", "草拟", "Drafting"),
            ("out", "已发出", "Sent"),
            ("received", "已签收", "Received"),
            ("done", "已办结", "Concluded"),
            ("void", "作废", "Void"),
        ],
        [
            ("draft", "草稿", "Draft", "drafting"),
            ("frozen", "已冻结", "Frozen", "out"),
            ("sent", "已发出", "Sent", "out"),
            ("received", "已签收", "Received", "received"),
            ("replied", "已回复", "Replied", "received"),
            ("handled", "已处理", "Handled", "done"),
            ("concluded", "已办结", "Concluded", "done"),
            ("closed", "已关闭", "Closed", "done"),
            ("void", "作废", "Void", "void"),
        ],
        frozen=("frozen", "sent", "received", "replied", "handled", "concluded", "closed"),
        void=("void",),
    ),
    "P3": _flow(
        [
            ("waiting", "未开始", "Not begun"),
            ("going", "进行中", "Under way"),
            ("done", "已完成", "Done"),
            ("stopped", "已停", "Stopped"),
        ],
        [
            ("open", "未开始", "Open", "waiting"),
            ("planned", "已计划", "Planned", "waiting"),
            ("proposed", "已提议", "Proposed", "waiting"),
            ("due", "待报", "Due", "waiting"),
            ("doing", "进行中", "Doing", "going"),
            ("running", "进行中", "Running", "going"),
            ("asked", "已提出", "Asked", "going"),
            ("done", "已完成", "Done", "done"),
            ("closed", "已结束", "Closed", "done"),
            ("given", "已提供", "Given", "done"),
            ("returned", "已归还", "Returned", "done"),
            ("decided", "已决定", "Decided", "done"),
            ("dropped", "已取消", "Dropped", "stopped"),
            ("refused", "被拒绝", "Refused", "stopped"),
            ("void", "作废", "Void", "stopped"),
        ],
        void=("dropped", "refused", "void"),
    ),
    "P4": _flow(
        [
            ("drafting", "草拟", "Drafting"),
            ("half", "待对侧确认", "Awaiting the other side"),
            ("confirmed", "已确认", "Confirmed"),
            ("void", "作废", "Void"),
        ],
        [
            ("draft", "草稿", "Draft", "drafting"),
            ("one_side", "一侧已确认", "One side confirmed", "half"),
            ("confirmed", "已确认", "Confirmed", "confirmed"),
            ("void", "作废", "Void", "void"),
            ("superseded", "被取代", "Superseded", "void"),
        ],
        frozen=("one_side", "confirmed"),
        void=("void", "superseded"),
        derived=("confirmed",),
    ),
    "P5": _flow(
        [("active", "使用中", "In use"), ("inactive", "停用", "Retired")],
        [("active", "使用中", "In use", "active"), ("inactive", "停用", "Retired", "inactive")],
    ),
}
