<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en_US">
<context>
    <name>AgendaPanel</name>
    <message>
        <source>＋ Points</source>
        <translation>＋ 疑点</translation>
    </message>
    <message>
        <source>＋ Another item</source>
        <translation>＋ 其他议题</translation>
    </message>
    <message>
        <source>Nothing is on the agenda yet. Put points on it that both sides have to agree on.</source>
        <translation>议程还空着。把要两侧一起定的疑点放进来。</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Up: {topic}</source>
        <translation>上移：{topic}</translation>
    </message>
    <message>
        <source>Down: {topic}</source>
        <translation>下移：{topic}</translation>
    </message>
    <message>
        <source>Take out: {topic}</source>
        <translation>拿掉：{topic}</translation>
    </message>
</context>
<context>
    <name>AlikePanel</name>
    <message>
        <source>What would be taken</source>
        <translation>会这样定夺</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>There are {n} conflicts of this kind. Look first what one rule for all would take:</source>
        <translation>同一栏共有 {n} 处两个人写得不一样，可以一起定夺。先看看会取哪一种：</translation>
    </message>
    <message>
        <source>All as I wrote</source>
        <translation>都取我写的</translation>
    </message>
    <message>
        <source>All as the others wrote</source>
        <translation>都取别人写的</translation>
    </message>
    <message>
        <source>All as written last</source>
        <translation>都取最晚写的</translation>
    </message>
    <message>
        <source>{n} stay as they are: the rule picks nothing there.</source>
        <translation>另有 {n} 处没有这样的写法，先不动。</translation>
    </message>
    <message>
        <source>Settle these {n} so</source>
        <translation>这 {n} 处就这样定夺</translation>
    </message>
    <message>
        <source>Stopped; nothing was settled.</source>
        <translation>已停止；一处也没有定夺。</translation>
    </message>
    <message>
        <source>Settled in {n} records. Should it be otherwise, take another rule above; each record keeps its history.</source>
        <translation>已定夺，共改了 {n} 条记录。如要改主意，在上面另选一种即可；每条记录的历史都留着。</translation>
    </message>
</context>
<context>
    <name>ArrivalPanel</name>
    <message>
        <source>We have read the device code to each other, and it is the same.</source>
        <translation>双方已当面念过设备核对码，一致。</translation>
    </message>
    <message>
        <source>Take in</source>
        <translation>收下</translation>
    </message>
    <message>
        <source>Let this laptop in</source>
        <translation>让这台电脑加入</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Stopped; nothing was taken in.</source>
        <translation>已停止，什么也没有收下。</translation>
    </message>
    <message>
        <source>Card of {name} ({code})</source>
        <translation>{name}（{code}）的名片</translation>
    </message>
    <message>
        <source>Device code: {code}</source>
        <translation>设备核对码：{code}</translation>
    </message>
    <message>
        <source>{name} is in. Give a bundle now.</source>
        <translation>{name} 已加入。现在可以交给他数据包了。</translation>
    </message>
    <message>
        <source>Bundle from {who}</source>
        <translation>{who} 交来的数据包</translation>
    </message>
    <message>
        <source>Settle them</source>
        <translation>去定夺</translation>
    </message>
    <message>
        <source>Look at the forms</source>
        <translation>看一看表单</translation>
    </message>
    <message>
        <source>Taken in.</source>
        <translation>已收下。</translation>
    </message>
    <message>
        <source>Taken in; look at what is said above.</source>
        <translation>已收下；请看上面列出的事项。</translation>
    </message>
    <message>
        <source>Set aside: it is not shown, not counted and not passed on.</source>
        <translation>已整体搁置：不显示、不计数、不再转出。</translation>
    </message>
    <message>
        <source>Set it aside</source>
        <translation>整体搁置</translation>
    </message>
</context>
<context>
    <name>Arriving</name>
    <message>
        <source>Photographs taken in so far</source>
        <translation>已收进的照片</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停下</translation>
    </message>
    <message>
        <source>Taking photographs in…</source>
        <translation>正在收进照片…</translation>
    </message>
    <message>
        <source>Stopped; nothing was taken in.</source>
        <translation>已停下，一张也没有收进。</translation>
    </message>
    <message>
        <source>{n} photographs taken in, encrypted. The files where they came from are still there.</source>
        <translation>已收进 {n} 张照片（已加密）。原来的文件还在原处。</translation>
    </message>
    <message>
        <source>Kept, but cannot be shown: {names}</source>
        <translation>已保留，但显示不了：{names}</translation>
    </message>
    <message>
        <source>There already: {names}</source>
        <translation>已经有了：{names}</translation>
    </message>
    <message>
        <source>No photographs; they can be added under attachments: {names}</source>
        <translation>不是照片，可加到附件里：{names}</translation>
    </message>
    <message>
        <source>No photographs were taken in.</source>
        <translation>没有收进照片。</translation>
    </message>
    <message>
        <source> and {n} more</source>
        <translation> 等，另有 {n} 个</translation>
    </message>
</context>
<context>
    <name>AskGrid</name>
    <message>
        <source>Is it this? {known}</source>
        <translation>是不是这一份？{known}</translation>
    </message>
    <message>
        <source>Show it</source>
        <translation>打开看</translation>
    </message>
    <message>
        <source>Borrow it there</source>
        <translation>申请调阅</translation>
    </message>
    <message>
        <source>The same: borrow it there</source>
        <translation>是同一份，申请调阅</translation>
    </message>
    <message>
        <source>Ask all the same</source>
        <translation>仍要索要，写原因</translation>
    </message>
    <message>
        <source>The other side gets this with the next exchange; the unit is not asked for it.</source>
        <translation>已记为调阅，不再向单位索要；下次 U 盘交换时送到对方。</translation>
    </message>
    <message>
        <source>Ask for it again</source>
        <translation>再次索要</translation>
    </message>
</context>
<context>
    <name>AskWhose</name>
    <message>
        <source>{field}: which is it?</source>
        <translation>是{field}？先选一个：</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>The number and who may read it follow from this, and stay as they are.</source>
        <translation>字号和谁能看由此而定，以后不再改。</translation>
    </message>
</context>
<context>
    <name>AttendancePanel</name>
    <message>
        <source>＋ Person</source>
        <translation>＋ 人员</translation>
    </message>
    <message>
        <source>Take this row out</source>
        <translation>去掉这一行</translation>
    </message>
</context>
<context>
    <name>BesidePart</name>
    <message>
        <source>{section} ({n})</source>
        <translation>{section}（{n}）</translation>
    </message>
    <message>
        <source>New: {form}</source>
        <translation>新建{form}</translation>
    </message>
    <message>
        <source>Once a card is obtained, both sides&apos; are set beside each other here.</source>
        <translation>取得卡片后，在这里把两侧的放到一起对照。</translation>
    </message>
    <message>
        <source>Computed from the evidence of both sides; nobody can type it.</source>
        <translation>由两侧的证据、印证材料算出，不能手填。</translation>
    </message>
    <message>
        <source>Add these {n} cards to it</source>
        <translation>把这 {n} 张也放进去</translation>
    </message>
    <message>
        <source>Set these {n} cards beside each other</source>
        <translation>把这 {n} 张放到一起对照</translation>
    </message>
    <message>
        <source>These are cards of the other side; none of yours is shown to it by this.</source>
        <translation>这些是对侧的卡，放到一起不会把本侧的给对侧看。</translation>
    </message>
    <message>
        <source>By this the other side may read {n} cards of yours, but not what stands behind them: {cards}</source>
        <translation>放到一起，就是同意对侧看本侧这 {n} 张卡（所依据的记录不给看）：{cards}</translation>
    </message>
</context>
<context>
    <name>BottomLine</name>
    <message>
        <source>Draft kept {at}</source>
        <translation>草稿已存 {at}</translation>
    </message>
    <message>
        <source>Saved {at}</source>
        <translation>已保存 {at}</translation>
    </message>
    <message>
        <source>Not handed over yet: {who}</source>
        <translation>还没交给：{who}</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>字号</translation>
    </message>
    <message>
        <source>Lock now</source>
        <translation>立即锁定</translation>
    </message>
    <message>
        <source>{who} ({n} changes)</source>
        <translation>{who}（{n} 处改动）</translation>
    </message>
</context>
<context>
    <name>CameLine</name>
    <message>
        <source>Pages</source>
        <translation>页数</translation>
    </message>
    <message>
        <source>Ask for it again</source>
        <translation>再次索要</translation>
    </message>
</context>
<context>
    <name>CameList</name>
    <message>
        <source>Came</source>
        <translation>登记收到</translation>
    </message>
    <message>
        <source>Slip of these</source>
        <translation>开交接单</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>单位不提供</translation>
    </message>
    <message>
        <source>Those ticked:</source>
        <translation>勾选的：</translation>
    </message>
    <message>
        <source>Noted as come: {n}.</source>
        <translation>已登记收到 {n} 份。</translation>
    </message>
    <message>
        <source>Why does the unit not give it?</source>
        <translation>单位为什么不提供？</translation>
    </message>
</context>
<context>
    <name>Conclusions</name>
    <message>
        <source>None yet.</source>
        <translation>还没有。</translation>
    </message>
    <message>
        <source>Change it</source>
        <translation>改结论</translation>
    </message>
    <message>
        <source>Conclude</source>
        <translation>填写结论</translation>
    </message>
</context>
<context>
    <name>ConflictPage</name>
    <message>
        <source>Why (may be left empty)</source>
        <translation>理由（可不填）</translation>
    </message>
    <message>
        <source>Other words</source>
        <translation>另外的写法</translation>
    </message>
    <message>
        <source>{title}: {field}</source>
        <translation>{title}：{field}</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Neither of you saw what the other wrote. Both are kept until one of you settles it.</source>
        <translation>双方写的时候互不知道。两种写法都留着，等一方定夺。</translation>
    </message>
    <message>
        <source>Or say it in other words:</source>
        <translation>或者另写一种：</translation>
    </message>
    <message>
        <source>Settle with these words</source>
        <translation>按这样定</translation>
    </message>
    <message>
        <source>Take this one ({n})</source>
        <translation>取这一种（{n}）</translation>
    </message>
    <message>
        <source>Please type the words first.</source>
        <translation>请先写出要定的内容。</translation>
    </message>
</context>
<context>
    <name>CountsPart</name>
    <message>
        <source>Enter: next cell · ↑ ↓: the row above or below</source>
        <translation>回车：下一格 · ↑ ↓：上一行、下一行</translation>
    </message>
    <message>
        <source>Nothing was counted.</source>
        <translation>没有清点。</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>Take this row out</source>
        <translation>去掉这一行</translation>
    </message>
    <message>
        <source>This is no number</source>
        <translation>这不是数</translation>
    </message>
    <message>
        <source>{n} items: {same} agree, {short} short, {over} over</source>
        <translation>共 {n} 项：相符 {same} 项，少 {short} 项，多 {over} 项</translation>
    </message>
</context>
<context>
    <name>DirectoryPart</name>
    <message>
        <source>Number of the matter</source>
        <translation>事项号</translation>
    </message>
    <message>
        <source>Name of the matter</source>
        <translation>事项名称</translation>
    </message>
    <message>
        <source>Add a matter</source>
        <translation>增补事项</translation>
    </message>
    <message>
        <source>Directory of working papers ({n})</source>
        <translation>底稿目录（{n}）</translation>
    </message>
    <message>
        <source>, {n} without a paper</source>
        <translation>，缺稿 {n} 项</translation>
    </message>
    <message>
        <source>and {n} more</source>
        <translation>另有 {n} 件</translation>
    </message>
    <message>
        <source>no paper yet</source>
        <translation>缺稿</translation>
    </message>
    <message>
        <source>Added. Choose it above by its name.</source>
        <translation>已增补。在上面“审计事项”里按名称选它。</translation>
    </message>
</context>
<context>
    <name>DuePanel</name>
    <message>
        <source>Recovery code</source>
        <translation>恢复码</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>核对</translation>
    </message>
    <message>
        <source>Please type the recovery code as you wrote it down, to see whether it is right.</source>
        <translation>请按抄下的恢复码输入一遍，看抄得对不对：就是建资料库时让您抄下的那一串。现在不做也可以。</translation>
    </message>
    <message>
        <source>The recovery code is written down right. Keep it apart from the laptop.</source>
        <translation>恢复码抄得对。请与电脑分开保管。</translation>
    </message>
    <message>
        <source>This code does not open the vault. Look at the paper again, group by group.</source>
        <translation>这个码打不开本机资料库。请对照纸上逐组再看一遍。</translation>
    </message>
    <message>
        <source>Plain files written, not encrypted ({n})</source>
        <translation>已导出的明文，没有加密（{n}）</translation>
    </message>
    <message>
        <source>It is deleted</source>
        <translation>已删除</translation>
    </message>
</context>
<context>
    <name>EvidenceColumns</name>
    <message>
        <source>{called} ({n})</source>
        <translation>{called}（{n}）</translation>
    </message>
    <message>
        <source>and {n} before these</source>
        <translation>此前还有 {n} 条</translation>
    </message>
    <message>
        <source>Audit evidence</source>
        <translation>审计证据</translation>
    </message>
    <message>
        <source>New audit evidence</source>
        <translation>新建审计证据</translation>
    </message>
    <message>
        <source>None yet. Begin a card with ＋.</source>
        <translation>还没有，按 ＋ 加一张。</translation>
    </message>
    <message>
        <source>Inspection material</source>
        <translation>巡察侧印证材料</translation>
    </message>
    <message>
        <source>New inspection material</source>
        <translation>新建巡察侧印证材料</translation>
    </message>
    <message>
        <source>Side not said</source>
        <translation>没有写明哪一侧</translation>
    </message>
    <message>
        <source>Behind it: {title}</source>
        <translation>依据：{title}</translation>
    </message>
    <message>
        <source>kind not said</source>
        <translation>类型未填</translation>
    </message>
    <message>
        <source>its text is not on this laptop</source>
        <translation>正文不在本机</translation>
    </message>
    <message>
        <source>✗ does not count: {why}</source>
        <translation>✗ 不计入：{why}</translation>
    </message>
    <message>
        <source>✓ counts</source>
        <translation>✓ 计入</translation>
    </message>
    <message>
        <source>counts as far as this laptop can tell</source>
        <translation>就本机所见计入</translation>
    </message>
</context>
<context>
    <name>ExchangePage</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>My card is on the stick: {file}. My device code: {code}</source>
        <translation>我的名片已放到 U 盘：{file}。我的设备核对码：{code}</translation>
    </message>
    <message>
        <source>Stopped; nothing was taken in.</source>
        <translation>已停止，什么也没有收下。</translation>
    </message>
    <message>
        <source>Set aside: what came from {who} last. It is not shown, not counted and not passed on.</source>
        <translation>已整体搁置 {who} 最近交来的内容：不显示、不计数、不再转出。</translation>
    </message>
</context>
<context>
    <name>FieldsPanel</name>
    <message>
        <source>Settle</source>
        <translation>定夺</translation>
    </message>
    <message>
        <source>Two people wrote different things here.</source>
        <translation>这里两个人写得不一样。</translation>
    </message>
    <message>
        <source>This is no date. Write it as 2026-11-20; it stays here until then.</source>
        <translation>这不是日期。请写成 2026-11-20；没改好之前，写的内容留在这里。</translation>
    </message>
    <message>
        <source>This is no time. Write it as 2026-11-20 09:05; it stays here until then.</source>
        <translation>这不是时间。请写成 2026-11-20 09:05；没改好之前，写的内容留在这里。</translation>
    </message>
    <message>
        <source>This is no amount. Write yuan, with at most two decimals; it stays here until then.</source>
        <translation>这不是金额。请写元，最多两位小数；没改好之前，写的内容留在这里。</translation>
    </message>
    <message>
        <source>This is no number; it stays here until it is one.</source>
        <translation>这不是数字；没改好之前，写的内容留在这里。</translation>
    </message>
</context>
<context>
    <name>FiguresLine</name>
    <message>
        <source>All figures</source>
        <translation>全部统计</translation>
    </message>
</context>
<context>
    <name>FiguresPage</name>
    <message>
        <source>Figures</source>
        <translation>统计</translation>
    </message>
    <message>
        <source>Weekly reports</source>
        <translation>周报</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>复制为文字</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>{category}: {n}</source>
        <translation>{category} {n}</translation>
    </message>
    <message>
        <source>no category</source>
        <translation>未填类别</translation>
    </message>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
    <message>
        <source>Left out, {n}: {why}</source>
        <translation>未计 {n}：{why}</translation>
    </message>
    <message>
        <source>Copied. Whatever it is pasted into is not encrypted.</source>
        <translation>已复制。粘贴到别处的内容不加密。</translation>
    </message>
    <message>
        <source>This week&apos;s report</source>
        <translation>本周周报</translation>
    </message>
</context>
<context>
    <name>FilesEditor</name>
    <message>
        <source>Add files…</source>
        <translation>添加附件…</translation>
    </message>
    <message>
        <source>Write out…</source>
        <translation>另存…</translation>
    </message>
    <message>
        <source>Add files</source>
        <translation>添加附件</translation>
    </message>
    <message>
        <source>Kept, encrypted. The files where they came from are still there.</source>
        <translation>已加密存入。原来位置上的文件还在。</translation>
    </message>
    <message>
        <source>Write out</source>
        <translation>另存</translation>
    </message>
    <message>
        <source>Written out; it is not encrypted: delete it when it is no longer needed.</source>
        <translation>已另存；它没有加密，用完请删除。</translation>
    </message>
</context>
<context>
    <name>FindPage</name>
    <message>
        <source>Words, a name or its initials, a number, or what you want to do</source>
        <translation>词、姓名或拼音首字母、编号，或想做的事</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>找到的</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>↑ ↓ choose · Enter opens · Esc goes back to where you were</source>
        <translation>↑ ↓ 选择 · Enter 打开 · Esc 回到原处</translation>
    </message>
    <message>
        <source>Nothing found. Try fewer words, or only one character of a name.</source>
        <translation>没有找到。词少一些，或只输姓名中的一个字，再试试。</translation>
    </message>
    <message>
        <source>Last opened</source>
        <translation>最近打开</translation>
    </message>
    <message>
        <source>Numbers and check codes</source>
        <translation>编号与校验码</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>What you can do</source>
        <translation>可以做的</translation>
    </message>
</context>
<context>
    <name>Finder</name>
    <message>
        <source>Find</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Here</source>
        <translation>本页</translation>
    </message>
    <message>
        <source>Go to</source>
        <translation>去</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新建</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>窗口</translation>
    </message>
</context>
<context>
    <name>FirstStart</name>
    <message>
        <source>I have read this.</source>
        <translation>我已看过。</translation>
    </message>
    <message>
        <source>Make my vault</source>
        <translation>建立本机资料库</translation>
    </message>
    <message>
        <source>Field notebook: first start</source>
        <translation>外勤记录：首次使用</translation>
    </message>
    <message>
        <source>Passphrase (a sentence only you would think of)</source>
        <translation>口令（只有自己想得到的一句话）</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>The passphrase once more</source>
        <translation>再输一遍口令</translation>
    </message>
    <message>
        <source>Your side</source>
        <translation>所属侧</translation>
    </message>
    <message>
        <source>Show what I type (needed for a passphrase in Chinese)</source>
        <translation>显示输入的内容（用中文口令时需要）</translation>
    </message>
    <message>
        <source>This is a tool for field work, no office system of any authority. Its numbers, confirmations and drafts have no official force; what counts is the signed paper. State secrets must not be entered on this machine.</source>
        <translation>本软件是外勤记录工具，不是审计机关或巡察机构的办文、办案系统；其中的编号、确认、代拟稿均不具公文效力，一切以签字的纸质文书为准。本软件及本机不得处理国家秘密。</translation>
    </message>
    <message>
        <source>Audit</source>
        <translation>审计</translation>
    </message>
    <message>
        <source>Inspection</source>
        <translation>巡察</translation>
    </message>
    <message>
        <source>Discipline</source>
        <translation>纪检监察</translation>
    </message>
    <message>
        <source>People&apos;s Congress</source>
        <translation>人大</translation>
    </message>
    <message>
        <source>Write the recovery code down</source>
        <translation>请抄下恢复码</translation>
    </message>
    <message>
        <source>It opens the vault if you forget the passphrase. It is shown only now and kept nowhere: write it on paper and keep that apart from the laptop. You will be asked for it within three days, to see whether it was written down right.</source>
        <translation>忘了口令时，用它打开本机资料库。它只显示这一次，程序里不留：请抄在纸上，与电脑分开保管。三天内会请你按抄下的输入一遍，看抄得对不对。</translation>
    </message>
    <message>
        <source>I have written it down</source>
        <translation>已经抄好</translation>
    </message>
    <message>
        <source>Please type your name.</source>
        <translation>请填写姓名。</translation>
    </message>
    <message>
        <source>Please choose your side.</source>
        <translation>请选择所属侧。</translation>
    </message>
    <message>
        <source>Please type a passphrase.</source>
        <translation>请输入口令。</translation>
    </message>
    <message>
        <source>The two passphrases differ.</source>
        <translation>两遍口令不一样。</translation>
    </message>
</context>
<context>
    <name>FormSketch</name>
    <message>
        <source>What the form asks</source>
        <translation>表单内容</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>new</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>owed at: {state}</source>
        <translation>到“{state}”时应填</translation>
    </message>
    <message>
        <source>open</source>
        <translation>公开层</translation>
    </message>
    <message>
        <source>full text</source>
        <translation>正文层</translation>
    </message>
    <message>
        <source>personal</source>
        <translation>个人信息层</translation>
    </message>
    <message>
        <source>States</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>the text is fixed</source>
        <translation>正文固定</translation>
    </message>
    <message>
        <source>Who gets its records</source>
        <translation>记录给谁</translation>
    </message>
    <message>
        <source>in some cases only</source>
        <translation>仅在部分情形</translation>
    </message>
    <message>
        <source>everyone in the project</source>
        <translation>项目各侧</translation>
    </message>
    <message>
        <source>audit and inspection</source>
        <translation>审计、巡察两侧</translation>
    </message>
    <message>
        <source>the record&apos;s side</source>
        <translation>记录所属侧</translation>
    </message>
    <message>
        <source>the author&apos;s side</source>
        <translation>记录人所在侧</translation>
    </message>
    <message>
        <source>the leads of its side</source>
        <translation>所属侧组长</translation>
    </message>
    <message>
        <source>the author</source>
        <translation>记录人</translation>
    </message>
    <message>
        <source>whoever gets what names it</source>
        <translation>收到引用它的记录的人</translation>
    </message>
    <message>
        <source>Records of it that are here, as they are</source>
        <translation>本机已收到的这种记录（原样）</translation>
    </message>
</context>
<context>
    <name>FormsPage</name>
    <message>
        <source>Forms</source>
        <translation>表单</translation>
    </message>
    <message>
        <source>Let it take effect</source>
        <translation>接受，使其生效</translation>
    </message>
    <message>
        <source>&#x3000;waits</source>
        <translation>&#x3000;待看</translation>
    </message>
    <message>
        <source>version {n}</source>
        <translation>第 {n} 版</translation>
    </message>
    <message>
        <source>from the program</source>
        <translation>程序自带</translation>
    </message>
    <message>
        <source>tried on this laptop only</source>
        <translation>仅在本机试用</translation>
    </message>
    <message>
        <source>added by {who}</source>
        <translation>由{who}加入</translation>
    </message>
    <message>
        <source>It cannot take effect: something is wrong with it.</source>
        <translation>这份表单有错，不能生效。</translation>
    </message>
    <message>
        <source>Look at what it asks; until it takes effect its records can only be read here.</source>
        <translation>请看过内容；生效前，它的记录在本机只能查看。</translation>
    </message>
</context>
<context>
    <name>HandChanges</name>
    <message>
        <source>None</source>
        <translation>没有</translation>
    </message>
    <message>
        <source>Some</source>
        <translation>有改动</translation>
    </message>
    <message>
        <source>Changes by hand on the paper?</source>
        <translation>有无手写改动？</translation>
    </message>
    <message>
        <source>Another place</source>
        <translation>再加一处</translation>
    </message>
    <message>
        <source>Take this place out</source>
        <translation>去掉这一处</translation>
    </message>
</context>
<context>
    <name>HandPage</name>
    <message>
        <source>Back to the round</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>On the stick, for me</source>
        <translation>U 盘上给我的</translation>
    </message>
    <message>
        <source>Look into it</source>
        <translation>先看一看</translation>
    </message>
    <message>
        <source>Give to</source>
        <translation>交给</translation>
    </message>
    <message>
        <source>Give to those ticked</source>
        <translation>交给勾选的人</translation>
    </message>
    <message>
        <source>&#x3000;taken in before</source>
        <translation>&#x3000;已收过</translation>
    </message>
    <message>
        <source>No bundle for me and no card here.</source>
        <translation>这里没有给我的数据包，也没有名片。</translation>
    </message>
    <message>
        <source>Plug the stick in, then choose its folder.</source>
        <translation>请插上 U 盘，再选择它的文件夹。</translation>
    </message>
    <message>
        <source>Bundle</source>
        <translation>数据包</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>名片</translation>
    </message>
    <message>
        <source>Tick who is to get it.</source>
        <translation>请勾选要交给谁。</translation>
    </message>
    <message>
        <source>Stopped; what was not finished was not given.</source>
        <translation>已停止；没有写完的没有交出。</translation>
    </message>
    <message>
        <source>{who}: {file}, {n} changes</source>
        <translation>{who}：{file}，{n} 项改动</translation>
    </message>
    <message>
        <source>{n} drafts are not finished and did not go along.</source>
        <translation>有 {n} 份草稿没有写完，没有一起交出。</translation>
    </message>
    <message>
        <source>Given and read back.</source>
        <translation>已交出，并读回核对无误。</translation>
    </message>
</context>
<context>
    <name>HeadFields</name>
    <message>
        <source>Two people wrote different things here.</source>
        <translation>这里有两个人写的不一样。</translation>
    </message>
</context>
<context>
    <name>HintsLine</name>
    <message>
        <source>Go there</source>
        <translation>去填</translation>
    </message>
    <message>
        <source>Show less</source>
        <translation>收起</translation>
    </message>
    <message>
        <source>{n} more, and what to do</source>
        <translation>还有 {n} 项，怎么办</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>怎么办</translation>
    </message>
</context>
<context>
    <name>HistoryPage</name>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>History of {title}</source>
        <translation>{title}：历史</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>&#x3000;Reason: {why}</source>
        <translation>&#x3000;理由：{why}</translation>
    </message>
    <message>
        <source>Part of this change is not for this laptop.</source>
        <translation>这项改动有一部分不给这台电脑看。</translation>
    </message>
    <message>
        <source>Words of this change were erased for good.</source>
        <translation>这次改动中的文字已被清除。</translation>
    </message>
    <message>
        <source>recorded</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>改动</translation>
    </message>
    <message>
        <source>moved on</source>
        <translation>流转</translation>
    </message>
    <message>
        <source>frozen</source>
        <translation>冻结</translation>
    </message>
    <message>
        <source>revised</source>
        <translation>修订</translation>
    </message>
    <message>
        <source>signed</source>
        <translation>签字登记</translation>
    </message>
    <message>
        <source>confirmed</source>
        <translation>确认</translation>
    </message>
    <message>
        <source>withdrawn</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>shared</source>
        <translation>扩大知悉</translation>
    </message>
    <message>
        <source>erased</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>enrolled</source>
        <translation>加入</translation>
    </message>
</context>
<context>
    <name>HuddleBody</name>
    <message>
        <source>Agenda</source>
        <translation>议程</translation>
    </message>
    <message>
        <source>One by one</source>
        <translation>逐条过</translation>
    </message>
    <message>
        <source>Attendance</source>
        <translation>出席</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Particulars</source>
        <translation>要素</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>无人</translation>
    </message>
    <message>
        <source>Present: {sides}</source>
        <translation>出席：{sides}</translation>
    </message>
    <message>
        <source>Confirming: {points} points agreed on, {tasks} tasks of your side</source>
        <translation>确认后：会商疑点 {points} 个，本侧生成任务 {tasks} 项</translation>
    </message>
    <message>
        <source>Go there</source>
        <translation>去看</translation>
    </message>
</context>
<context>
    <name>ItemPart</name>
    <message>
        <source>＋ Resolution</source>
        <translation>＋ 决议</translation>
    </message>
    <message>
        <source>Nothing is resolved about what is no record; such resolutions are typed under “Outcome”.</source>
        <translation>这一条没有疑点，它的决议请写在“结果”里。</translation>
    </message>
</context>
<context>
    <name>KindBox</name>
    <message>
        <source>Kind of record</source>
        <translation>种类</translation>
    </message>
    <message>
        <source>All kinds</source>
        <translation>全部种类</translation>
    </message>
</context>
<context>
    <name>LargePhoto</name>
    <message>
        <source>Previous</source>
        <translation>上一张</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一张</translation>
    </message>
    <message>
        <source>All photographs</source>
        <translation>全部照片</translation>
    </message>
    <message>
        <source>Photograph</source>
        <translation>照片</translation>
    </message>
</context>
<context>
    <name>LeftBar</name>
    <message>
        <source>＋ New</source>
        <translation>＋ 新建</translation>
    </message>
    <message>
        <source>Begin something new</source>
        <translation>新建</translation>
    </message>
</context>
<context>
    <name>LineRow</name>
    <message>
        <source>Take this line out</source>
        <translation>删去这一行</translation>
    </message>
    <message>
        <source>{field}: this is no date. Write it as 2026-11-20; it stays here until then.</source>
        <translation>{field}：这不是日期。请写成 2026-11-20，改好之前先留在这里。</translation>
    </message>
</context>
<context>
    <name>LineWords</name>
    <message>
        <source>both sides</source>
        <translation>两侧</translation>
    </message>
    <message>
        <source>the {side} side</source>
        <translation>{side}侧</translation>
    </message>
    <message>
        <source>Borrowed instead: {share}</source>
        <translation>不再索要，改为调阅：{share}</translation>
    </message>
    <message>
        <source>Refused by the unit</source>
        <translation>单位不提供</translation>
    </message>
    <message>
        <source>Overdue since {day}</source>
        <translation>{day} 到期，逾期未到</translation>
    </message>
    <message>
        <source>Asked for, due on {day}</source>
        <translation>已索要，{day} 前提供</translation>
    </message>
    <message>
        <source>Asked for</source>
        <translation>已索要</translation>
    </message>
    <message>
        <source>Came on {day}</source>
        <translation>{day} 已到</translation>
    </message>
    <message>
        <source>It has come</source>
        <translation>已到</translation>
    </message>
    <message>
        <source>{n} pages</source>
        <translation>{n} 页</translation>
    </message>
    <message>
        <source>kept by {side}</source>
        <translation>由{side}保管</translation>
    </message>
    <message>
        <source>to be back by {day}, overdue</source>
        <translation>应于 {day} 归还，已逾期</translation>
    </message>
    <message>
        <source>to be back by {day}</source>
        <translation>应于 {day} 归还</translation>
    </message>
    <message>
        <source>Your side has “{name}” already ({number})</source>
        <translation>本侧已取得《{name}》（{number}）</translation>
    </message>
    <message>
        <source>Your side has asked for “{name}” already ({number})</source>
        <translation>本侧已索要《{name}》（{number}）</translation>
    </message>
    <message>
        <source>{who} has asked for “{name}” ({number}); it has not come yet</source>
        <translation>{who}已索要《{name}》（{number}），还没有到</translation>
    </message>
    <message>
        <source>{who} has had “{name}” since {day}</source>
        <translation>{who} {day} 已取得《{name}》</translation>
    </message>
    <message>
        <source>{who} has “{name}”</source>
        <translation>{who}已取得《{name}》</translation>
    </message>
</context>
<context>
    <name>LockPage</name>
    <message>
        <source>Show what I type (needed for a passphrase in Chinese)</source>
        <translation>显示输入的内容（用中文口令时需要）</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>解锁</translation>
    </message>
    <message>
        <source>By the system&apos;s keyring</source>
        <translation>用系统钥匙串</translation>
    </message>
    <message>
        <source>Field notebook</source>
        <translation>外勤记录</translation>
    </message>
    <message>
        <source>Recovery code</source>
        <translation>恢复码</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>口令</translation>
    </message>
    <message>
        <source>Use the passphrase</source>
        <translation>用口令</translation>
    </message>
    <message>
        <source>Use the recovery code</source>
        <translation>用恢复码</translation>
    </message>
</context>
<context>
    <name>LogPage</name>
    <message>
        <source>Reports of the last rounds</source>
        <translation>最近几次交换的报告</translation>
    </message>
    <message>
        <source>Bundles given and taken</source>
        <translation>数据包收发登记</translation>
    </message>
    <message>
        <source>Read it again</source>
        <translation>打开看</translation>
    </message>
    <message>
        <source>No round yet.</source>
        <translation>还没有交换过。</translation>
    </message>
    <message>
        <source>Back to the round</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>{when}&#x3000;{taken} taken in, {given} given</source>
        <translation>{when}&#x3000;收 {taken} 个，交 {given} 个</translation>
    </message>
    <message>
        <source>&#x3000;{n} not done</source>
        <translation>&#x3000;{n} 项没有办成</translation>
    </message>
    <message>
        <source>{when}&#x3000;given to {who}, no. {n}: {changes} changes</source>
        <translation>{when}&#x3000;交&#x3000;{who}&#x3000;第 {n} 号&#x3000;{changes} 项改动</translation>
    </message>
    <message>
        <source>{when}&#x3000;taken from {who}, no. {n}: {new} new, {changed} changed</source>
        <translation>{when}&#x3000;收&#x3000;{who}&#x3000;第 {n} 号&#x3000;新 {new} 条，改 {changed} 条</translation>
    </message>
    <message>
        <source>&#x3000;set aside</source>
        <translation>&#x3000;已搁置</translation>
    </message>
</context>
<context>
    <name>MainMenu</name>
    <message>
        <source>Menu</source>
        <translation>菜单</translation>
    </message>
</context>
<context>
    <name>MissingLine</name>
    <message>
        <source>Still missing:</source>
        <translation>还缺：</translation>
    </message>
</context>
<context>
    <name>MissingRules</name>
    <message>
        <source>Still missing to be corroborated ({n})</source>
        <translation>互相印证还差什么（{n}）</translation>
    </message>
    <message>
        <source>Nothing: all rules are met.</source>
        <translation>都满足了，不差什么。</translation>
    </message>
    <message>
        <source>Part of what decides this is not on this laptop.</source>
        <translation>有一部分依据不在本机，这里看不全。</translation>
    </message>
    <message>
        <source>There is a task: {title}</source>
        <translation>已有任务：{title}</translation>
    </message>
    <message>
        <source>To the corroboration</source>
        <translation>去印证记录</translation>
    </message>
    <message>
        <source>Make a task: {side}</source>
        <translation>派任务：{side}</translation>
    </message>
    <message>
        <source>Make a task: {side}, {method}</source>
        <translation>派任务：{side} · {method}</translation>
    </message>
</context>
<context>
    <name>NamedBody</name>
    <message>
        <source>Looking for what names it…</source>
        <translation>正在查找提到的地方…</translation>
    </message>
    <message>
        <source>、</source>
        <translation>、</translation>
    </message>
    <message>
        <source>Nothing on this laptop names it yet.</source>
        <translation>本机还没有提到的记录。</translation>
    </message>
    <message>
        <source>Named in: {what}</source>
        <translation>提到的记录：{what}</translation>
    </message>
    <message>
        <source>{kind} ({n})</source>
        <translation>{kind}（{n}）</translation>
    </message>
    <message>
        <source>{kind}: show more ({n})</source>
        <translation>{kind}：再显示（还有 {n}）</translation>
    </message>
    <message>
        <source>by name</source>
        <translation>按姓名</translation>
    </message>
</context>
<context>
    <name>NarrowButton</name>
    <message>
        <source>Mine: written here, or naming me</source>
        <translation>我的（我记的或有我的）</translation>
    </message>
    <message>
        <source>With something missing</source>
        <translation>有缺项的</translation>
    </message>
    <message>
        <source>Side</source>
        <translation>侧</translation>
    </message>
    <message>
        <source>Show all again</source>
        <translation>全部显示</translation>
    </message>
    <message>
        <source>Filter ({n})</source>
        <translation>筛选（{n}）</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
</context>
<context>
    <name>NewPage</name>
    <message>
        <source>Other papers: a word of the name, or its initials</source>
        <translation>其他文书：输入名称里的字，或拼音首字母</translation>
    </message>
    <message>
        <source>Other papers</source>
        <translation>其他文书</translation>
    </message>
    <message>
        <source>What can be begun</source>
        <translation>可以新建的</translation>
    </message>
    <message>
        <source>Nothing is called so. Try another word.</source>
        <translation>没有这样的文书，换个字试试。</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Begin something new</source>
        <translation>新建</translation>
    </message>
    <message>
        <source>Talk</source>
        <translation>谈话</translation>
    </message>
    <message>
        <source>Visit</source>
        <translation>走访</translation>
    </message>
    <message>
        <source>Point</source>
        <translation>疑点</translation>
    </message>
    <message>
        <source>Huddle</source>
        <translation>碰头会</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Request for materials</source>
        <translation>资料需求</translation>
    </message>
    <message>
        <source>Begun last</source>
        <translation>最近用过</translation>
    </message>
</context>
<context>
    <name>NewProject</name>
    <message>
        <source>Make the project</source>
        <translation>建立项目</translation>
    </message>
    <message>
        <source>To join a colleague&apos;s project, put your card on the stick (Exchange by stick), let him take it in, and take in the bundle he gives you.</source>
        <translation>要加入同事的项目：在“U 盘交换”里把自己的名片放到 U 盘，请他收下，再收下他交给你的数据包。</translation>
    </message>
</context>
<context>
    <name>NoPhotos</name>
    <message>
        <source>Drop photographs here</source>
        <translation>把照片拖到这里</translation>
    </message>
    <message>
        <source>JPEG, PNG or HEIC, as many as you like, or a whole folder. Pasting (Ctrl+V) works too.</source>
        <translation>JPEG、PNG、HEIC 都行，一次多少张都可以，也可以拖整个文件夹；复制后在这里粘贴（Ctrl+V）也行。</translation>
    </message>
    <message>
        <source>Choose photographs…</source>
        <translation>选择照片…</translation>
    </message>
    <message>
        <source>No photographs belong to this version.</source>
        <translation>这一版没有照片。</translation>
    </message>
    <message>
        <source>Where none could be taken: a vault, a place where it is not allowed.</source>
        <translation>没法拍的才写，如金库、不准拍照的地方。</translation>
    </message>
</context>
<context>
    <name>NotesPanel</name>
    <message>
        <source>Write a review note</source>
        <translation>写复核意见</translation>
    </message>
    <message>
        <source>Write a new one instead</source>
        <translation>不答复，另写一条</translation>
    </message>
    <message>
        <source>Review note</source>
        <translation>意见</translation>
    </message>
    <message>
        <source>About which field</source>
        <translation>针对哪一栏</translation>
    </message>
    <message>
        <source>The whole record</source>
        <translation>整份记录</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发出</translation>
    </message>
    <message>
        <source>Ctrl+Enter</source>
        <translation>Ctrl+Enter</translation>
    </message>
    <message>
        <source>Review notes ({n} not dealt with)</source>
        <translation>复核意见（{n} 条未处理）</translation>
    </message>
    <message>
        <source>Review notes ({n}, all dealt with)</source>
        <translation>复核意见（{n} 条，均已处理）</translation>
    </message>
    <message>
        <source>Review notes</source>
        <translation>复核意见</translation>
    </message>
    <message>
        <source>Nothing here yet. Write below what you find; the author answers under it. Notes are never printed.</source>
        <translation>还没有意见。看出什么，写在下面；起草的人在它下面答复。意见不会打印出来。</translation>
    </message>
    <message>
        <source>Go to {field}</source>
        <translation>转到：{field}</translation>
    </message>
    <message>
        <source>Dealt with</source>
        <translation>已处理</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>答复</translation>
    </message>
    <message>
        <source>Answer to {who}: {text}</source>
        <translation>答复 {who}：{text}</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>Close this message</source>
        <translation>关闭提示</translation>
    </message>
</context>
<context>
    <name>OfferPanel</name>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Search points</source>
        <translation>搜索疑点</translation>
    </message>
    <message>
        <source>Put on the agenda</source>
        <translation>放进议程</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>正在找……</translation>
    </message>
    <message>
        <source>{label} ({n})</source>
        <translation>{label}（{n}）</translation>
    </message>
    <message>
        <source>and {n} more: look for them by their words</source>
        <translation>还有 {n} 个，请按字搜索</translation>
    </message>
    <message>
        <source>Nothing found.</source>
        <translation>没有找到。</translation>
    </message>
    <message>
        <source>No point waits for a meeting.</source>
        <translation>没有等着上会的疑点。</translation>
    </message>
    <message>
        <source>What both sides found is in conflict</source>
        <translation>两侧材料有矛盾</translation>
    </message>
    <message>
        <source>The day for verifying is over</source>
        <translation>核实期限已过</translation>
    </message>
    <message>
        <source>Not agreed on yet</source>
        <translation>尚未会商</translation>
    </message>
</context>
<context>
    <name>OutcomePanel</name>
    <message>
        <source>Resolutions that are about nothing on the agenda</source>
        <translation>其他决议</translation>
    </message>
    <message>
        <source>＋ Other resolution</source>
        <translation>＋ 其他决议</translation>
    </message>
    <message>
        <source>Who was there</source>
        <translation>谁在场</translation>
    </message>
    <message>
        <source>: </source>
        <translation>：</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>无人</translation>
    </message>
    <message>
        <source>Of no known side: {names}</source>
        <translation>不知是哪一侧的：{names}</translation>
    </message>
    <message>
        <source>Excused: {names}</source>
        <translation>请假：{names}</translation>
    </message>
    <message>
        <source>What your confirmation will do</source>
        <translation>本侧确认以后</translation>
    </message>
    <message>
        <source>Points agreed on: {n}</source>
        <translation>会商锁定疑点：{n} 个</translation>
    </message>
    <message>
        <source>Tasks made now: {n}</source>
        <translation>本侧现在生成任务：{n} 项</translation>
    </message>
    <message>
        <source>Tasks made once the other side confirms: {n}</source>
        <translation>对侧确认时由对侧生成任务：{n} 项</translation>
    </message>
    <message>
        <source>Resolutions without words, of which no task comes: {n}</source>
        <translation>没有写内容、不会生成任务的决议：{n} 条</translation>
    </message>
    <message>
        <source>until {day}</source>
        <translation>{day}前</translation>
    </message>
    <message>
        <source>no date</source>
        <translation>没有期限</translation>
    </message>
    <message>
        <source>nobody in charge</source>
        <translation>没有责任人</translation>
    </message>
    <message>
        <source>Tasks that came of it: {n}</source>
        <translation>已生成的任务：{n} 项</translation>
    </message>
    <message>
        <source>More come once the other side has confirmed: {n}</source>
        <translation>对侧确认后还有 {n} 项</translation>
    </message>
</context>
<context>
    <name>PaperCard</name>
    <message>
        <source>Look at the paper</source>
        <translation>看纸面</translation>
    </message>
    <message>
        <source>version {n}</source>
        <translation>第 {n} 版</translation>
    </message>
    <message>
        <source>Who signs</source>
        <translation>谁签字</translation>
    </message>
    <message>
        <source>Frozen for signature on {day}</source>
        <translation>{day} 冻结送签</translation>
    </message>
    <message>
        <source>To be answered by {day}: {n} working days overdue</source>
        <translation>应于 {day} 前反馈：已逾期 {n} 个工作日</translation>
    </message>
    <message>
        <source> (no table of holidays for all of them)</source>
        <translation>（未含节假日表）</translation>
    </message>
    <message>
        <source>To be answered by {day}</source>
        <translation>应于 {day} 前反馈</translation>
    </message>
    <message>
        <source>Not filled in: {fields}</source>
        <translation>还没有填：{fields}</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>not signed yet</source>
        <translation>未签</translation>
    </message>
    <message>
        <source>Signed at version {n}, changed since: {what}</source>
        <translation>签的是第 {n} 版，之后有改动：{what}</translation>
    </message>
    <message>
        <source>Version {n} is out; changed since: {what}</source>
        <translation>在外的是第 {n} 版，之后有改动：{what}</translation>
    </message>
    <message>
        <source>Changed by hand at {n} places</source>
        <translation>有 {n} 处手写改动</translation>
    </message>
</context>
<context>
    <name>PaperPage</name>
    <message>
        <source>Paper</source>
        <translation>文书</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>打印…</translation>
    </message>
    <message>
        <source>Save as PDF…</source>
        <translation>存为 PDF…</translation>
    </message>
    <message>
        <source>Setting the paper…</source>
        <translation>正在排版…</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Pages: {n}</source>
        <translation>共 {n} 页</translation>
    </message>
    <message>
        <source>Sent to the printer in its own size.</source>
        <translation>已按原尺寸送去打印，没有缩放。</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>存为 PDF</translation>
    </message>
    <message>
        <source>Written to {file}. It is not encrypted: delete it when it is no longer needed.</source>
        <translation>已写到 {file}。它没有加密，用完请删除。</translation>
    </message>
</context>
<context>
    <name>PapersPage</name>
    <message>
        <source>Printing and signing</source>
        <translation>打印签字</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>记录</translation>
    </message>
</context>
<context>
    <name>PapersPanel</name>
    <message>
        <source>Borrowed of these by others ({n})</source>
        <translation>他侧调阅（{n}）</translation>
    </message>
    <message>
        <source>Handover slips ({n})</source>
        <translation>交接单（{n}）</translation>
    </message>
    <message>
        <source>{number} is given.</source>
        <translation>{number} 已提供。</translation>
    </message>
    <message>
        <source>Given</source>
        <translation>已提供</translation>
    </message>
    <message>
        <source>Cannot be given</source>
        <translation>不能提供</translation>
    </message>
    <message>
        <source>{number} is back.</source>
        <translation>{number} 已归还。</translation>
    </message>
    <message>
        <source>Returned</source>
        <translation>已归还</translation>
    </message>
    <message>
        <source>{number} is declined; the other side asks the unit.</source>
        <translation>{number} 不能提供，由对方向单位索要。</translation>
    </message>
    <message>
        <source>Why can it not be given?</source>
        <translation>为什么不能提供？</translation>
    </message>
</context>
<context>
    <name>PastePreview</name>
    <message>
        <source>What would be taken over</source>
        <translation>将要收下的内容</translation>
    </message>
    <message>
        <source>Take these over</source>
        <translation>收下这些</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>不要</translation>
    </message>
    <message>
        <source>The pasted text has {n} questions and answers:</source>
        <translation>粘贴的文字里有 {n} 组问答：</translation>
    </message>
</context>
<context>
    <name>PhotoPanel</name>
    <message>
        <source>Larger</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Write out…</source>
        <translation>写出…</translation>
    </message>
    <message>
        <source>Enter: on to the next</source>
        <translation>回车：下一张</translation>
    </message>
    <message>
        <source>Photograph {n} of {count}</source>
        <translation>照片 {n}（共 {count} 张）</translation>
    </message>
    <message>
        <source>{n} photographs: what is typed goes to each</source>
        <translation>选了 {n} 张：填写的内容每张都写上</translation>
    </message>
    <message>
        <source>This is no time. Write it as 2026-11-20 09:05; it stays here until then.</source>
        <translation>这不是时间。请写成 2026-11-20 09:05；改好之前先留在这里。</translation>
    </message>
</context>
<context>
    <name>PhotoPart</name>
    <message>
        <source>Photograph {n}</source>
        <translation>照片 {n}</translation>
    </message>
    <message>
        <source>cannot be shown</source>
        <translation>显示不了</translation>
    </message>
    <message>
        <source>Add photographs…</source>
        <translation>添加照片…</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>前移</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>后移</translation>
    </message>
    <message>
        <source>Take out</source>
        <translation>移出</translation>
    </message>
    <message>
        <source>F2: caption · Enter: larger</source>
        <translation>F2：写说明 · 回车：放大</translation>
    </message>
    <message>
        <source>Paste photographs</source>
        <translation>粘贴照片</translation>
    </message>
    <message>
        <source>Add photographs</source>
        <translation>添加照片</translation>
    </message>
    <message>
        <source>Only files can be pasted here: copy photographs in the file manager first.</source>
        <translation>这里只能粘贴文件：请先在文件管理器里复制照片。</translation>
    </message>
    <message>
        <source>Taken out: {names}</source>
        <translation>已移出：{names}</translation>
    </message>
    <message>
        <source>Put back</source>
        <translation>放回</translation>
    </message>
    <message>
        <source>Write out</source>
        <translation>写出</translation>
    </message>
    <message>
        <source>Written out; it is not encrypted: delete it when it is no longer needed.</source>
        <translation>已写出，未加密，用完请删除。</translation>
    </message>
</context>
<context>
    <name>PointBoard</name>
    <message>
        <source>Search by title, number or person</source>
        <translation>按题目、编号、主责人找</translation>
    </message>
    <message>
        <source>Search the board</source>
        <translation>在看板上找</translation>
    </message>
    <message>
        <source>List</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>New: {form}</source>
        <translation>新建{form}</translation>
    </message>
    <message>
        <source>{day} overdue</source>
        <translation>{day} 已逾期</translation>
    </message>
    <message>
        <source>by {day}</source>
        <translation>{day} 到期</translation>
    </message>
    <message>
        <source>{phase} ({n})</source>
        <translation>{phase}（{n}）</translation>
    </message>
    <message>
        <source>Nothing found.</source>
        <translation>没有找到。</translation>
    </message>
    <message>
        <source>No point yet. Note the first one: a title is enough.</source>
        <translation>还没有疑点。按“新建疑点”记一个，只要标题。</translation>
    </message>
</context>
<context>
    <name>PointBody</name>
    <message>
        <source>The other side noted this point: here it can only be read.</source>
        <translation>这条疑点是对侧登记的，这里只能看。</translation>
    </message>
    <message>
        <source>A task was made: {title}</source>
        <translation>已派任务：{title}</translation>
    </message>
    <message>
        <source>There is such a task already: {title}</source>
        <translation>已有这样的任务：{title}</translation>
    </message>
</context>
<context>
    <name>PointCard</name>
    <message>
        <source>The other side&apos;s words of this point come with the stick once both have agreed on it.</source>
        <translation>这是对侧的疑点，会商锁定后随 U 盘带来全文。</translation>
    </message>
    <message>
        <source>{section} ({n})</source>
        <translation>{section}（{n}）</translation>
    </message>
    <message>
        <source>None yet</source>
        <translation>还没有</translation>
    </message>
    <message>
        <source>for reference only</source>
        <translation>仅供参考</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>还没有作</translation>
    </message>
    <message>
        <source>{label}: {said}</source>
        <translation>{label}：{said}</translation>
    </message>
</context>
<context>
    <name>PointsRoom</name>
    <message>
        <source>Board by phase</source>
        <translation>看板：按阶段看</translation>
    </message>
</context>
<context>
    <name>PreviewPage</name>
    <message>
        <source>On the stick, for me: nothing is taken yet</source>
        <translation>U 盘上给我的（还没有收下）</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Taken in before, and left alone now: {n}</source>
        <translation>以前收过的，这次跳过：{n} 个</translation>
    </message>
    <message>
        <source>No bundle for me.</source>
        <translation>没有给我的数据包。</translation>
    </message>
    <message>
        <source>Take in, and join the project</source>
        <translation>收下，加入项目</translation>
    </message>
    <message>
        <source>Put my card on the stick</source>
        <translation>把我的名片放到 U 盘</translation>
    </message>
    <message>
        <source>Take in all, then give to everyone</source>
        <translation>全部收下，再交给大家</translation>
    </message>
    <message>
        <source>Give to everyone</source>
        <translation>交给大家</translation>
    </message>
    <message>
        <source>{who}&#x3000;made {when}</source>
        <translation>{who}&#x3000;{when} 制作</translation>
    </message>
    <message>
        <source>{who}: this one waits</source>
        <translation>{who}：这个先等着</translation>
    </message>
    <message>
        <source>Comes along once the first is taken in.</source>
        <translation>收下第一个以后，这个会一起收下。</translation>
    </message>
    <message>
        <source>Device code: {code}</source>
        <translation>设备核对码：{code}</translation>
    </message>
    <message>
        <source>We have read the device code to each other, and it is the same.</source>
        <translation>双方已当面念过设备核对码，一致。</translation>
    </message>
    <message>
        <source>Cards: whom to let in</source>
        <translation>名片：让谁加入</translation>
    </message>
    <message>
        <source>Let each read the device code on his own screen to you. Tick it only when all digits are the same.</source>
        <translation>请本人把自己屏幕上的设备核对码念给你听，每个数字都一样才打勾。</translation>
    </message>
    <message>
        <source>{name}&#x3000;{side}&#x3000;{code}</source>
        <translation>{name}&#x3000;{side}&#x3000;{code}</translation>
    </message>
    <message>
        <source>The same as {name} reads: let in, as the lead of that side</source>
        <translation>与 {name} 念的一致，让他加入，并由他牵头该侧</translation>
    </message>
    <message>
        <source>The same as {name} reads: let in</source>
        <translation>与 {name} 念的一致，让他加入</translation>
    </message>
    <message>
        <source>{name} ({side}) is let in by: {by}</source>
        <translation>{name}（{side}）由 {by} 让他加入</translation>
    </message>
    <message>
        <source>The same as {name} reads: let in this new laptop</source>
        <translation>与 {name} 念的一致，是他的新电脑，让它加入</translation>
    </message>
</context>
<context>
    <name>PrintRun</name>
    <message>
        <source>How far it is</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Setting the papers…</source>
        <translation>正在排版…</translation>
    </message>
    <message>
        <source>Writing the papers…</source>
        <translation>正在写出…</translation>
    </message>
    <message>
        <source>Printing…</source>
        <translation>正在打印…</translation>
    </message>
</context>
<context>
    <name>ProjectPage</name>
    <message>
        <source>People</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>Forms</source>
        <translation>表单</translation>
    </message>
    <message>
        <source>New project</source>
        <translation>新建项目</translation>
    </message>
    <message>
        <source>My device code: {code}</source>
        <translation>我的设备核对码：{code}</translation>
    </message>
    <message>
        <source>never</source>
        <translation>从未</translation>
    </message>
    <message>
        <source>&#x3000;lead of the side</source>
        <translation>&#x3000;本侧组长</translation>
    </message>
    <message>
        <source>Device code: {code}</source>
        <translation>设备核对码：{code}</translation>
    </message>
    <message>
        <source>Last heard: {when}</source>
        <translation>最近收到：{when}</translation>
    </message>
    <message>
        <source>Forms that wait to be looked at before they take effect: {n}</source>
        <translation>待看的表单：{n} 种，看过接受后才生效</translation>
    </message>
    <message>
        <source>Look at the forms</source>
        <translation>看一看表单</translation>
    </message>
</context>
<context>
    <name>QueueModel</name>
    <message>
        <source>ticked</source>
        <translation>已勾选</translation>
    </message>
    <message>
        <source>waits for {who}</source>
        <translation>待签：{who}</translation>
    </message>
    <message>
        <source>overdue: {n} working days</source>
        <translation>逾期 {n} 个工作日</translation>
    </message>
    <message>
        <source>out for {n} days</source>
        <translation>在外 {n} 天</translation>
    </message>
    <message>
        <source>out since today</source>
        <translation>今天送出</translation>
    </message>
</context>
<context>
    <name>QueuePanel</name>
    <message>
        <source>Papers listed</source>
        <translation>文书清单</translation>
    </message>
    <message>
        <source>Kind of paper</source>
        <translation>文书种类</translation>
    </message>
    <message>
        <source>To print ({n})</source>
        <translation>待打印（{n}）</translation>
    </message>
    <message>
        <source>Out for signature ({n})</source>
        <translation>在外签字（{n}）</translation>
    </message>
    <message>
        <source>Back ({n})</source>
        <translation>已签回（{n}）</translation>
    </message>
    <message>
        <source>Nothing to print. A record whose next step was “Reviewed” appears here.</source>
        <translation>没有待打印的。记录的下一步选了“已复核”，就会出现在这里。</translation>
    </message>
    <message>
        <source>Nothing is out for signature. What is printed here goes out.</source>
        <translation>没有在外签字的。在“待打印”里打印的会到这里。</translation>
    </message>
    <message>
        <source>Nothing has come back yet.</source>
        <translation>还没有签回的。</translation>
    </message>
    <message>
        <source>All kinds</source>
        <translation>全部种类</translation>
    </message>
    <message>
        <source>Tick none</source>
        <translation>全不选</translation>
    </message>
    <message>
        <source>Tick all</source>
        <translation>全选</translation>
    </message>
    <message>
        <source>Print for signature</source>
        <translation>打印送签</translation>
    </message>
    <message>
        <source>Print again</source>
        <translation>重新打印</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>存为 PDF</translation>
    </message>
    <message>
        <source>{what} ({n})…</source>
        <translation>{what}（{n}）…</translation>
    </message>
    <message>
        <source>Save as PDF into a folder</source>
        <translation>存为 PDF 到文件夹</translation>
    </message>
    <message>
        <source>Sent to the printer: {n}.</source>
        <translation>已送打印机：{n} 件。</translation>
    </message>
    <message>
        <source>Written: {n}. They are not encrypted: delete them when they are no longer needed.</source>
        <translation>已写出 {n} 件。它们没有加密：用完请删除。</translation>
    </message>
    <message>
        <source>Left before the end. What was frozen is out for signature and can be printed again from there.</source>
        <translation>中途停下了。已冻结的在“在外签字”里，可以从那里重新打印。</translation>
    </message>
    <message>
        <source>These stopped ({n}):</source>
        <translation>下面 {n} 件没有打印：</translation>
    </message>
    <message>
        <source>and {n} more</source>
        <translation>另有 {n} 件</translation>
    </message>
    <message>
        <source>Why are {n} printed all the same?</source>
        <translation>这 {n} 件为什么仍要打印？</translation>
    </message>
</context>
<context>
    <name>QuotedFrom</name>
    <message>
        <source>Quoted from: {title}</source>
        <translation>出自：{title}</translation>
    </message>
</context>
<context>
    <name>ReasonBar</name>
    <message>
        <source>OK</source>
        <translation>确定</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>RecordList</name>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>Nothing here yet.</source>
        <translation>这里还没有记录。</translation>
    </message>
    <message>
        <source>New: {form}</source>
        <translation>新建{form}</translation>
    </message>
    <message>
        <source>Others</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>New…</source>
        <translation>新建…</translation>
    </message>
    <message>
        <source>Nothing found.</source>
        <translation>没有找到。</translation>
    </message>
    <message>
        <source>Copied: {n}. Paste it into a table or a text; until the window locks anybody at this laptop can.</source>
        <translation>已复制 {n} 条，可粘贴到表格或文档。锁定之前，用这台电脑的人都能粘贴。</translation>
    </message>
</context>
<context>
    <name>RecordPage</name>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>Particulars</source>
        <translation>要素</translation>
    </message>
    <message>
        <source>version {n}</source>
        <translation>第 {n} 版</translation>
    </message>
    <message>
        <source>partly not for this laptop</source>
        <translation>部分内容不给本机看</translation>
    </message>
    <message>
        <source>Settle them</source>
        <translation>去定夺</translation>
    </message>
    <message>
        <source>{n} places where two people wrote different things</source>
        <translation>有 {n} 处两个人写得不一样</translation>
    </message>
    <message>
        <source>Show it</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>A point to verify was made of this passage.</source>
        <translation>已由这段话记成一条疑点。</translation>
    </message>
    <message>
        <source>Copy the whole record</source>
        <translation>复制全文</translation>
    </message>
    <message>
        <source>The record is copied; until the window locks anybody at this laptop can paste it.</source>
        <translation>已复制全文。锁定之前，用这台电脑的人都能粘贴。</translation>
    </message>
    <message>
        <source>{field} ({who})</source>
        <translation>{field}（{who}）</translation>
    </message>
    <message>
        <source>Signed at version {n}; changed since: {what}</source>
        <translation>第 {n} 版已签字，此后又改了：{what}</translation>
    </message>
    <message>
        <source>Frozen at version {n}; changed since: {what}</source>
        <translation>第 {n} 版已定稿，此后又改了：{what}</translation>
    </message>
    <message>
        <source>Look at the changes</source>
        <translation>看改动</translation>
    </message>
</context>
<context>
    <name>RecordView</name>
    <message>
        <source>Copy, to be pasted into a table</source>
        <translation>复制（可粘贴到表格）</translation>
    </message>
    <message>
        <source>Choose all</source>
        <translation>全选</translation>
    </message>
</context>
<context>
    <name>ReferenceEditor</name>
    <message>
        <source>Type some of its words</source>
        <translation>输入其中几个字来找</translation>
    </message>
    <message>
        <source>Take out: {name}</source>
        <translation>去掉：{name}</translation>
    </message>
</context>
<context>
    <name>ReportPage</name>
    <message>
        <source>Exchange of {when}</source>
        <translation>{when} 的交换</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Stopped. What is not told below was neither taken nor given.</source>
        <translation>已停止。下面没有写到的，既没有收也没有交。</translation>
    </message>
    <message>
        <source>{who}: the bundle waits. {why}</source>
        <translation>{who} 的数据包先等着。{why}</translation>
    </message>
    <message>
        <source>Asked for by both sides: {requests}. Withdraw one, or say in the request why both stand.</source>
        <translation>两侧重复索要：{requests}。请撤回一份，或在清单里写明为什么都要。</translation>
    </message>
    <message>
        <source>Left on the stick as you wished: {who}</source>
        <translation>按你的意思留在 U 盘上没有收：{who}</translation>
    </message>
    <message>
        <source>Not done for {who}: {why}</source>
        <translation>没有办成：{who}。{why}</translation>
    </message>
    <message>
        <source>Settle them</source>
        <translation>去定夺</translation>
    </message>
    <message>
        <source>Look at the forms</source>
        <translation>看一看表单</translation>
    </message>
    <message>
        <source>Nothing new on the stick for me.</source>
        <translation>U 盘上没有给我的新内容。</translation>
    </message>
    <message>
        <source>Taken in from {who}: {new} new, {changed} changed.</source>
        <translation>收下了 {who} 交来的：新 {new} 条，改 {changed} 条。</translation>
    </message>
    <message>
        <source> {n} changes are not for this laptop.</source>
        <translation>另有 {n} 项改动不给这台电脑看。</translation>
    </message>
    <message>
        <source> Nothing odd.</source>
        <translation>没有异常。</translation>
    </message>
    <message>
        <source>My card is on the stick. Hand it to the lead of my side, then take it in once more.</source>
        <translation>我的名片在 U 盘上了。请把 U 盘交给本侧组长，转回来再插一次。</translation>
    </message>
    <message>
        <source>Let in: {who}</source>
        <translation>已让加入：{who}</translation>
    </message>
    <message>
        <source>Given to {who}: {n} changes, {files} attachments</source>
        <translation>交给 {who}：{n} 项改动，{files} 个附件</translation>
    </message>
    <message>
        <source>{n} drafts are not finished and did not go along.</source>
        <translation>有 {n} 份草稿没有写完，没有一起交出。</translation>
    </message>
    <message>
        <source>{who} (lacks {n})</source>
        <translation>{who}（缺 {n} 项）</translation>
    </message>
    <message>
        <source>The stick goes on to: {who}</source>
        <translation>U 盘接着给：{who}</translation>
    </message>
    <message>
        <source>Nobody lacks anything that is here.</source>
        <translation>本机有的，大家都有了。</translation>
    </message>
    <message>
        <source>Nothing on the stick from: {who}</source>
        <translation>U 盘上还没有这些人交的：{who}</translation>
    </message>
    <message>
        <source>Until something is saved, given or taken in here, what came from {who} last can be set aside as a whole.</source>
        <translation>在本机保存、交出或再收下别的之前，{who} 最近交来的可以整体搁置。</translation>
    </message>
    <message>
        <source>Set it aside</source>
        <translation>整体搁置</translation>
    </message>
</context>
<context>
    <name>RequestBody</name>
    <message>
        <source>Say above which unit is asked; then it is told here what has come already.</source>
        <translation>先在上面写明向何单位，这里才能提示哪些材料已经取得。</translation>
    </message>
    <message>
        <source>Materials ({n})</source>
        <translation>要的材料（{n}）</translation>
    </message>
    <message>
        <source>Not asked for twice in this project: {n}</source>
        <translation>本项目已避免重复索要 {n} 份</translation>
    </message>
</context>
<context>
    <name>ResolutionBox</name>
    <message>
        <source>Take this resolution out</source>
        <translation>去掉这条决议</translation>
    </message>
</context>
<context>
    <name>ReturnPanel</name>
    <message>
        <source>All signed</source>
        <translation>都签了</translation>
    </message>
    <message>
        <source>Note what came back</source>
        <translation>登记结果</translation>
    </message>
    <message>
        <source>Somebody else signed too</source>
        <translation>还有别人签了</translation>
    </message>
    <message>
        <source>Add the scan…</source>
        <translation>加扫描件…</translation>
    </message>
    <message>
        <source>Back from signing</source>
        <translation>签回登记</translation>
    </message>
    <message>
        <source>No signature needed…</source>
        <translation>按规则无需签…</translation>
    </message>
    <message>
        <source>Add the scan</source>
        <translation>加扫描件</translation>
    </message>
    <message>
        <source>Leave out: {name}</source>
        <translation>不要：{name}</translation>
    </message>
    <message>
        <source>Choose for each person what came of it.</source>
        <translation>请给每个人选一个结果。</translation>
    </message>
    <message>
        <source>Say whether the paper was changed by hand, and how.</source>
        <translation>请选有无手写改动；有的，写明改了什么。</translation>
    </message>
    <message>
        <source>Why is no signature needed?</source>
        <translation>为什么无需签？</translation>
    </message>
    <message>
        <source>Why all the same?</source>
        <translation>为什么仍要登记？</translation>
    </message>
    <message>
        <source>{number}: {state}.</source>
        <translation>{number}：{state}。</translation>
    </message>
    <message>
        <source>Noted. The paper is still out for signature.</source>
        <translation>已登记。这一件仍在外签字。</translation>
    </message>
</context>
<context>
    <name>Room</name>
    <message>
        <source>Choose a record on the left, or begin a new one.</source>
        <translation>请在左边选一条记录，或者新建。</translation>
    </message>
    <message>
        <source>Hide or show the list</source>
        <translation>收起或展开列表</translation>
    </message>
    <message>
        <source>Search this list</source>
        <translation>在本清单里搜</translation>
    </message>
    <message>
        <source>New: {form}</source>
        <translation>新建：{form}</translation>
    </message>
</context>
<context>
    <name>RulesPanel</name>
    <message>
        <source>Rules of corroboration {number}</source>
        <translation>印证规则逐条（{number}）</translation>
    </message>
    <message>
        <source> ({cards})</source>
        <translation>（{cards}）</translation>
    </message>
    <message>
        <source>: </source>
        <translation>：</translation>
    </message>
    <message>
        <source>Part of what decides this is not on this laptop; what was written down on confirming counts.</source>
        <translation>有的证据不在本机，按确认时写下的结果计。</translation>
    </message>
    <message>
        <source>What was written down on confirming says otherwise than what is computed here now.</source>
        <translation>确认时写下的结果与现在算出的不一致。</translation>
    </message>
</context>
<context>
    <name>Sections</name>
    <message>
        <source>Named by</source>
        <translation>提到本件的记录</translation>
    </message>
    <message>
        <source>{section} ({n})</source>
        <translation>{section}（{n}）</translation>
    </message>
    <message>
        <source>New: {form}</source>
        <translation>新建{form}</translation>
    </message>
    <message>
        <source>and {n} before these</source>
        <translation>另有更早的 {n} 件</translation>
    </message>
</context>
<context>
    <name>ShortcutsPage</name>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>The record above or below</source>
        <translation>上一条、下一条记录</translation>
    </message>
    <message>
        <source>Choose several</source>
        <translation>多选</translation>
    </message>
    <message>
        <source>Choose all</source>
        <translation>全选</translation>
    </message>
    <message>
        <source>Copy the chosen, to be pasted into a table</source>
        <translation>复制选中的，可粘贴到表格</translation>
    </message>
    <message>
        <source>The next question or answer</source>
        <translation>下一个问或答</translation>
    </message>
    <message>
        <source>A new paragraph</source>
        <translation>另起一段</translation>
    </message>
    <message>
        <source>A question in between</source>
        <translation>中间插一问</translation>
    </message>
    <message>
        <source>The next place</source>
        <translation>下一处</translation>
    </message>
    <message>
        <source>The place before</source>
        <translation>上一处</translation>
    </message>
    <message>
        <source>Press</source>
        <translation>按下</translation>
    </message>
    <message>
        <source>In a list</source>
        <translation>在清单里</translation>
    </message>
    <message>
        <source>In a talk</source>
        <translation>在谈话里</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>各处</translation>
    </message>
</context>
<context>
    <name>SignerRow</name>
    <message>
        <source>Who signs for {unit}</source>
        <translation>{unit}签字的人</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Name of who signs</source>
        <translation>签字人姓名</translation>
    </message>
    <message>
        <source>As he said it</source>
        <translation>对方怎么说，写一句</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Witnesses</source>
        <translation>见证人</translation>
    </message>
    <message>
        <source>On</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>He wants to ask his superior first</source>
        <translation>要先请示领导</translation>
    </message>
    <message>
        <source>He says the facts are otherwise</source>
        <translation>认为与事实不符</translation>
    </message>
    <message>
        <source>He disagrees with how it is worded</source>
        <translation>不同意文字表述</translation>
    </message>
    <message>
        <source>He gives no reason</source>
        <translation>不说原因</translation>
    </message>
    <message>
        <source>He wants to check the figures first</source>
        <translation>要先核对数字</translation>
    </message>
    <message>
        <source>The seal has to be applied for</source>
        <translation>公章要报批</translation>
    </message>
    <message>
        <source>He asked for more time</source>
        <translation>要求宽限几天</translation>
    </message>
    <message>
        <source>Away on business</source>
        <translation>出差</translation>
    </message>
    <message>
        <source>On leave</source>
        <translation>请假</translation>
    </message>
    <message>
        <source>Has moved to another post</source>
        <translation>已调离</translation>
    </message>
</context>
<context>
    <name>SlipBody</name>
    <message>
        <source>Returned</source>
        <translation>已归还</translation>
    </message>
    <message>
        <source>In all: {n} kinds, {copies} copies, {pages} pages.</source>
        <translation>合计 {n} 种，{copies} 份，{pages} 页。</translation>
    </message>
    <message>
        <source>Asked for by:</source>
        <translation>对应清单：</translation>
    </message>
    <message>
        <source>It was to be back by {day}, and is overdue.</source>
        <translation>应于 {day} 归还，已逾期。</translation>
    </message>
    <message>
        <source>It is to be back by {day}.</source>
        <translation>应于 {day} 归还。</translation>
    </message>
    <message>
        <source>It is out.</source>
        <translation>已交出，尚未归还。</translation>
    </message>
    <message>
        <source>It is back. Loss or damage is written below.</source>
        <translation>已登记归还。有损毁的在下面写明。</translation>
    </message>
</context>
<context>
    <name>SlipLines</name>
    <message>
        <source>Take this line out</source>
        <translation>删去这一行</translation>
    </message>
</context>
<context>
    <name>StandingLine</name>
    <message>
        <source>Fewer than two auditors: for reference only, and no audit evidence.</source>
        <translation>审计人员不足二人，仅供参考，不作审计证据。</translation>
    </message>
    <message>
        <source>For reference only</source>
        <translation>仅供参考</translation>
    </message>
    <message>
        <source>Computed from the evidence of both sides; nobody can type it.</source>
        <translation>由两侧的证据、印证材料算出，不能手填。</translation>
    </message>
    <message>
        <source>It comes with the stick. Until then the record is counted apart.</source>
        <translation>对侧的确认随 U 盘到达，到达前单独计数。</translation>
    </message>
    <message>
        <source>Awaiting confirmation of: {sides}</source>
        <translation>待对侧确认：{sides}</translation>
    </message>
    <message>
        <source>The other side has confirmed; your own side has not yet.</source>
        <translation>对侧已确认，本侧还没有确认。</translation>
    </message>
    <message>
        <source>Awaiting your side&apos;s confirmation</source>
        <translation>待本侧确认</translation>
    </message>
</context>
<context>
    <name>StartHuddle</name>
    <message>
        <source>Kind of meeting</source>
        <translation>会议类型</translation>
    </message>
    <message>
        <source>Begins at</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Who is to be there (as at the last huddle)</source>
        <translation>谁来参加（同上次碰头会）</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Others who come are added on the page. A meeting with a time ahead is planned, and counts once it is held.</source>
        <translation>别的人来了，在会议页里再加。时间还没到的会显示为“预定”，开过才计数。</translation>
    </message>
    <message>
        <source>{name} ({side})</source>
        <translation>{name}（{side}）</translation>
    </message>
    <message>
        <source>{kind}, no. {n}</source>
        <translation>第{n}次{kind}</translation>
    </message>
    <message>
        <source>This is no time. Write it as 2026-11-20 09:05.</source>
        <translation>时间写得不对，请写成 2026-11-20 09:05。</translation>
    </message>
</context>
<context>
    <name>StartTalk</name>
    <message>
        <source>Name of the person</source>
        <translation>被谈话人姓名</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Begin a talk</source>
        <translation>开始谈话</translation>
    </message>
    <message>
        <source>The time is noted now. All else can be filled in later; until then it is listed as missing.</source>
        <translation>开始时间按现在记下。其余都可以以后再补，没补的会列出来。</translation>
    </message>
    <message>
        <source>Please type the name first.</source>
        <translation>请先填写姓名。</translation>
    </message>
    <message>
        <source>Talk with {name}</source>
        <translation>与{name}谈话</translation>
    </message>
    <message>
        <source>Please introduce yourself: your post and what you are in charge of.</source>
        <translation>请介绍一下你的职务和分管工作。</translation>
    </message>
</context>
<context>
    <name>Steps</name>
    <message>
        <source>Confirm</source>
        <translation>确认</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Revise: begin the next version</source>
        <translation>修订（开始下一版）</translation>
    </message>
    <message>
        <source>Why?</source>
        <translation>理由：</translation>
    </message>
    <message>
        <source>Confirming minutes confirms for your side all points and recommendations on the agenda: {what}.</source>
        <translation>确认纪要，就是本侧对议程内全部疑点、建议的确认：{what}。</translation>
    </message>
    <message>
        <source>there are none</source>
        <translation>议程内还没有</translation>
    </message>
    <message>
        <source>{form} {n}</source>
        <translation>{form} {n} 件</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Confirmed for your side, with all that is on the agenda: {what}.</source>
        <translation>本侧已确认，议程内的一并确认：{what}。</translation>
    </message>
    <message>
        <source>Confirmed for your side.</source>
        <translation>本侧已确认。</translation>
    </message>
    <message>
        <source>It leaves a trace and is no signature.</source>
        <translation>确认只是操作留痕，不是签名。</translation>
    </message>
</context>
<context>
    <name>StickLine</name>
    <message>
        <source>Folder of the stick</source>
        <translation>U 盘文件夹</translation>
    </message>
    <message>
        <source>Plug the stick in, or choose its folder</source>
        <translation>插上 U 盘，或选择它的文件夹</translation>
    </message>
    <message>
        <source>Stick:</source>
        <translation>U 盘：</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>重新查看</translation>
    </message>
</context>
<context>
    <name>StickStart</name>
    <message>
        <source>Look, then take in and give</source>
        <translation>看一看 U 盘，再收下、交出</translation>
    </message>
    <message>
        <source>Put my card on the stick</source>
        <translation>把我的名片放到 U 盘</translation>
    </message>
    <message>
        <source>Pick by hand…</source>
        <translation>自己挑着收、挑着交…</translation>
    </message>
    <message>
        <source>What was exchanged before…</source>
        <translation>以前的交换…</translation>
    </message>
    <message>
        <source>To join, put your card on the stick, have the lead of your side let you in, then look again.</source>
        <translation>要加入项目：把名片放到 U 盘，请本侧组长让你加入，再回来看一看 U 盘。</translation>
    </message>
    <message>
        <source>For a colleague who is new: let him put his card on the stick, then read each other your device codes.</source>
        <translation>有新同事加入：请他先把名片放到 U 盘，再当面互念设备核对码。</translation>
    </message>
    <message>
        <source>My device code: {code}</source>
        <translation>我的设备核对码：{code}</translation>
    </message>
    <message>
        <source>Plug the stick in, then choose its folder.</source>
        <translation>请插上 U 盘，再选择它的文件夹。</translation>
    </message>
    <message>
        <source>On the stick: {bundles} bundles for me not taken in yet, {cards} cards of others.</source>
        <translation>U 盘上：还没收的数据包 {bundles} 个，别人的名片 {cards} 张。</translation>
    </message>
</context>
<context>
    <name>TableEditor</name>
    <message>
        <source>Add a row</source>
        <translation>加一行</translation>
    </message>
    <message>
        <source>Take this row out</source>
        <translation>删去这一行</translation>
    </message>
</context>
<context>
    <name>TalkPart</name>
    <message>
        <source>Make a point of the selection</source>
        <translation>由选中的话记疑点</translation>
    </message>
    <message>
        <source>Enter: next · Shift+Enter: new paragraph · Ctrl+Enter: question in between</source>
        <translation>回车：下一问 · Shift+回车：换段 · Ctrl+回车：中间插一问</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>提纲</translation>
    </message>
    <message>
        <source>Questions of the outline</source>
        <translation>提纲问题</translation>
    </message>
    <message>
        <source>{n} questions and answers were taken over.</source>
        <translation>已收下 {n} 组问答。</translation>
    </message>
    <message>
        <source>Correction noted: page {page}, line {line}</source>
        <translation>已记下改动：第 {page} 页第 {line} 行</translation>
    </message>
</context>
<context>
    <name>TasksPart</name>
    <message>
        <source>{section} ({n})</source>
        <translation>{section}（{n}）</translation>
    </message>
    <message>
        <source>New: {form}</source>
        <translation>新建{form}</translation>
    </message>
    <message>
        <source>and {n} before these</source>
        <translation>此前还有 {n} 条</translation>
    </message>
    <message>
        <source>overdue since {day}</source>
        <translation>{day} 到期，已逾期</translation>
    </message>
    <message>
        <source>due {day}</source>
        <translation>{day} 到期</translation>
    </message>
</context>
<context>
    <name>Telling</name>
    <message>
        <source>Asked for twice: {title} ({requests}). Withdraw one, or say in the request why both stand.</source>
        <translation>重复索要：{title}（{requests}）。请撤回其中一份，或在需求清单里写明都留的原因。</translation>
    </message>
    <message>
        <source>A copied vault: {who} wrote on two laptops with one identity, from number {n} on. Both are kept.</source>
        <translation>资料库被复制过：{who} 在两台电脑上用同一身份写，从第 {n} 号起不同。两边都已保留。</translation>
    </message>
    <message>
        <source>{n} places where two people wrote different things</source>
        <translation>有 {n} 处两个人写得不一样</translation>
    </message>
    <message>
        <source>Forms that wait to be looked at before they take effect: {n}</source>
        <translation>待看的表单：{n} 种，看过接受后才生效</translation>
    </message>
    <message>
        <source>{n} changes are not for this laptop</source>
        <translation>有 {n} 项改动不给这台电脑看</translation>
    </message>
    <message>
        <source>{n} changes by {who} are kept but do not count: {why}</source>
        <translation>{who} 的 {n} 项改动已留存但不算数：{why}</translation>
    </message>
    <message>
        <source>this version of the program does not know such a change</source>
        <translation>本机程序版本不认识这种改动</translation>
    </message>
    <message>
        <source>the record they belong to is not here yet</source>
        <translation>它所属的记录还没到本机</translation>
    </message>
    <message>
        <source>they claim the place of another record</source>
        <translation>它占用了别的记录的编号</translation>
    </message>
    <message>
        <source>only the founder of the project may make them</source>
        <translation>只有项目建立人能这样改</translation>
    </message>
    <message>
        <source>their author is not in the project</source>
        <translation>作者没有加入项目</translation>
    </message>
    <message>
        <source>only the lead of the side may make them</source>
        <translation>只有该侧组长能这样改</translation>
    </message>
    <message>
        <source>the record is the other side&apos;s</source>
        <translation>这是对侧的记录</translation>
    </message>
    <message>
        <source>{new} new, {changed} changed, {known} known already</source>
        <translation>新记录 {new} 条，有改动 {changed} 条，原已有 {known} 条</translation>
    </message>
    <message>
        <source>Until something is saved, given or taken in here, it can be set aside as a whole.</source>
        <translation>在本机保存、交出或再收下别的之前，可以把它整体搁置。</translation>
    </message>
    <message>
        <source>Audit</source>
        <translation>审计</translation>
    </message>
    <message>
        <source>Inspection</source>
        <translation>巡察</translation>
    </message>
    <message>
        <source>Discipline</source>
        <translation>纪检监察</translation>
    </message>
    <message>
        <source>Congress</source>
        <translation>人大</translation>
    </message>
</context>
<context>
    <name>TimeEditor</name>
    <message>
        <source>Now</source>
        <translation>现在</translation>
    </message>
</context>
<context>
    <name>Today</name>
    <message>
        <source>Exchange by stick</source>
        <translation>U 盘交换</translation>
    </message>
    <message>
        <source>No project yet: make one, or take in a colleague&apos;s bundle.</source>
        <translation>还没有项目：请新建一个，或者收下同事的数据包。</translation>
    </message>
    <message>
        <source>Begin with a talk or a point; what colleagues have comes by stick.</source>
        <translation>从这里开始：谈一次话，记一条疑点，或者用 U 盘收下同事的。</translation>
    </message>
</context>
<context>
    <name>VisitBody</name>
    <message>
        <source>Particulars</source>
        <translation>基本情况</translation>
    </message>
</context>
<context>
    <name>WaitingLists</name>
    <message>
        <source>To hand over or receive</source>
        <translation>未交未收</translation>
    </message>
    <message>
        <source>All {n}</source>
        <translation>全部 {n} 条</translation>
    </message>
</context>
<context>
    <name>WaitingPage</name>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>{head} ({n})</source>
        <translation>{head}（{n}）</translation>
    </message>
</context>
<context>
    <name>WaitingWords</name>
    <message>
        <source>Mine to do</source>
        <translation>我要办的</translation>
    </message>
    <message>
        <source>Waiting for me</source>
        <translation>等我的</translation>
    </message>
    <message>
        <source>Not back yet</source>
        <translation>在外</translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
    <message>
        <source>not finished, {time}</source>
        <translation>没写完，{time}</translation>
    </message>
    <message>
        <source>written differently: {field}</source>
        <translation>两人写得不一样：{field}</translation>
    </message>
    <message>
        <source>to be confirmed by our side</source>
        <translation>待本侧确认</translation>
    </message>
    <message>
        <source>to be signed for</source>
        <translation>待签收</translation>
    </message>
    <message>
        <source>for you to review</source>
        <translation>待你复核</translation>
    </message>
    <message>
        <source>to be evaluated</source>
        <translation>待评价</translation>
    </message>
    <message>
        <source>out for signature</source>
        <translation>在外签字</translation>
    </message>
    <message>
        <source>no answer yet</source>
        <translation>未回</translation>
    </message>
    <message>
        <source>not all of it here</source>
        <translation>资料未齐</translation>
    </message>
    <message>
        <source>not returned</source>
        <translation>未归还</translation>
    </message>
    <message>
        <source>{n} days late</source>
        <translation>逾期 {n} 天</translation>
    </message>
    <message>
        <source>1 day late</source>
        <translation>逾期 1 天</translation>
    </message>
    <message>
        <source>due on {day}</source>
        <translation>{day} 到期</translation>
    </message>
    <message>
        <source>due today</source>
        <translation>今天到期</translation>
    </message>
    <message>
        <source>due tomorrow</source>
        <translation>明天到期</translation>
    </message>
    <message>
        <source>due in {n} days</source>
        <translation>{n} 天后到期</translation>
    </message>
    <message>
        <source>{n} changes to hand over</source>
        <translation>未交 {n} 处</translation>
    </message>
    <message>
        <source>nothing received yet</source>
        <translation>还没有收到过</translation>
    </message>
    <message>
        <source>nothing received for {n} days</source>
        <translation>{n} 天没有收到</translation>
    </message>
    <message>
        <source>last received {day}</source>
        <translation>上次收到 {day}</translation>
    </message>
    <message>
        <source>review notes to deal with: {n}</source>
        <translation>复核意见待处理：{n} 条</translation>
    </message>
</context>
<context>
    <name>Walk</name>
    <message>
        <source>Items of the agenda</source>
        <translation>议题</translation>
    </message>
    <message>
        <source>◀ Previous</source>
        <translation>◀ 上一条</translation>
    </message>
    <message>
        <source>Next ▶</source>
        <translation>下一条 ▶</translation>
    </message>
    <message>
        <source>Nothing is on the agenda yet.</source>
        <translation>议程还空着。</translation>
    </message>
    <message>
        <source>Prepare it</source>
        <translation>去准备</translation>
    </message>
</context>
<context>
    <name>WayBack</name>
    <message>
        <source>← Back to: {title}</source>
        <translation>← 返回：{title}</translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>Xunshen field notebook</source>
        <translation>巡审联动外勤记录</translation>
    </message>
    <message>
        <source>Plain files were written and are not said to be deleted: {n}.</source>
        <translation>还有 {n} 个已导出的明文没有登记删除。</translation>
    </message>
    <message>
        <source>Nobody has typed for a while: the window locks in a minute.</source>
        <translation>有一会儿没有操作了：一分钟后锁定窗口。</translation>
    </message>
    <message>
        <source>Something went wrong in the program itself (a bug). Log: {file}</source>
        <translation>程序出错（缺陷）。日志：{file}</translation>
    </message>
    <message>
        <source>Something went wrong in the program itself (a bug), and no log could be written.</source>
        <translation>程序出错（缺陷），日志也写不下来。</translation>
    </message>
    <message>
        <source>Plain files were written and are not said to be deleted: {n}. Close once more to leave.</source>
        <translation>还有 {n} 个已导出的明文没有登记删除。再关一次即退出。</translation>
    </message>
</context>
<context>
    <name>WorkPage</name>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Talks and visits</source>
        <translation>谈话走访</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>疑点</translation>
    </message>
    <message>
        <source>Huddles</source>
        <translation>碰头会</translation>
    </message>
    <message>
        <source>Materials</source>
        <translation>资料</translation>
    </message>
    <message>
        <source>Papers</source>
        <translation>文书</translation>
    </message>
    <message>
        <source>Stick</source>
        <translation>U 盘交换</translation>
    </message>
    <message>
        <source>Rectification</source>
        <translation>整改</translation>
    </message>
    <message>
        <source>Letters</source>
        <translation>往来</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Plan and division of work</source>
        <translation>方案分工</translation>
    </message>
    <message>
        <source>People and units</source>
        <translation>人员单位</translation>
    </message>
    <message>
        <source>Milestones</source>
        <translation>时间节点</translation>
    </message>
    <message>
        <source>Rules and mechanisms</source>
        <translation>制度机制</translation>
    </message>
    <message>
        <source>Begin a talk</source>
        <translation>开始谈话</translation>
    </message>
    <message>
        <source>Note a point</source>
        <translation>记一条疑点</translation>
    </message>
    <message>
        <source>New: {form}</source>
        <translation>新建：{form}</translation>
    </message>
</context>
</TS>
