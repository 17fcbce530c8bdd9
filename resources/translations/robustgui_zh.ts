<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en_GB">
<context>
    <name>AddButton</name>
    <message>
        <source>Add…</source>
        <translation>添加…</translation>
    </message>
    <message>
        <source>Add to: {title}</source>
        <translation>添加到：{title}</translation>
    </message>
</context>
<context>
    <name>AttackProgressView</name>
    <message>
        <source>Attack</source>
        <translation>攻击</translation>
    </message>
    <message>
        <source>iteration</source>
        <translation>迭代</translation>
    </message>
    <message>
        <source>No attack yet</source>
        <translation>尚无攻击</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Queries</source>
        <translation>查询</translation>
    </message>
    <message>
        <source>Perturbation norm</source>
        <translation>扰动范数</translation>
    </message>
    <message>
        <source>Gradients</source>
        <translation>梯度</translation>
    </message>
    <message>
        <source>Pinned</source>
        <translation>已固定</translation>
    </message>
    <message>
        <source>Budget</source>
        <translation>扰动预算</translation>
    </message>
    <message>
        <source>Returned</source>
        <translation>返回的迭代</translation>
    </message>
    <message>
        <source>Not counted</source>
        <translation>未计数</translation>
    </message>
</context>
<context>
    <name>AttackTables</name>
    <message>
        <source>worst case over attacks</source>
        <translation>所有攻击的最坏情况</translation>
    </message>
    <message>
        <source>no attack</source>
        <translation>无攻击</translation>
    </message>
    <message>
        <source>attack</source>
        <translation>攻击</translation>
    </message>
    <message>
        <source>95 % interval {low} to {high}, n = {samples}</source>
        <translation>95 % 置信区间 {low} 至 {high}，n = {samples}</translation>
    </message>
    <message>
        <source>successes</source>
        <translation>成功数</translation>
    </message>
    <message>
        <source>queries per sequence</source>
        <translation>每条序列查询次数</translation>
    </message>
    <message>
        <source>gradients per sequence</source>
        <translation>每条序列梯度次数</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>秒数</translation>
    </message>
    <message>
        <source>targeted successes</source>
        <translation>有目标攻击成功数</translation>
    </message>
    <message>
        <source>mean error</source>
        <translation>平均误差</translation>
    </message>
    <message>
        <source>mean shift</source>
        <translation>平均偏移</translation>
    </message>
    <message>
        <source>correct direction</source>
        <translation>方向正确率</translation>
    </message>
    <message>
        <source>mean {mean}, median {median}, over {count} {count:adversarial example|adversarial examples}</source>
        <translation>均值 {mean}，中位数 {median}，共 {count} 个对抗样本</translation>
    </message>
    <message>
        <source>run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>first run</source>
        <translation>第一个运行</translation>
    </message>
    <message>
        <source>this run</source>
        <translation>此运行</translation>
    </message>
    <message>
        <source>difference</source>
        <translation>差值</translation>
    </message>
    <message>
        <source>95 % interval</source>
        <translation>95 % 置信区间</translation>
    </message>
</context>
<context>
    <name>AuditPanel</name>
    <message>
        <source>Evaluation audits of this run</source>
        <translation>此运行的可靠性检查</translation>
    </message>
    <message>
        <source>Run the audit</source>
        <translation>运行检查</translation>
    </message>
    <message>
        <source>Check whether the robust accuracy of this attack is reliable</source>
        <translation>检查该攻击下的鲁棒精度是否可靠</translation>
    </message>
    <message>
        <source>Robust accuracy under an attack is an upper bound: a weak attack makes it too high. The evaluation audit measures sanity checks: random noise, black-box and transfer attacks, unbounded budgets, more steps, vanishing and shattered gradients, randomness, the budget itself, and whether predictions depend on the input. Each check is passed, a warning, failed, or skipped with its reason.</source>
        <translation>攻击下的鲁棒精度是一个上界：攻击过弱会使其偏高。评估可靠性检查包含一组健全性检查：随机噪声、黑盒与迁移攻击、无界预算、更多步数、梯度消失与破碎、随机性、预算本身，以及预测是否依赖于输入。每项检查的结果为通过、警告、失败，或注明原因的跳过。</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Dismiss</source>
        <translation>知道了</translation>
    </message>
</context>
<context>
    <name>BeatsView</name>
    <message>
        <source>Electrocardiogram</source>
        <translation>心电图</translation>
    </message>
    <message>
        <source>Clean</source>
        <translation>干净样本</translation>
    </message>
    <message>
        <source>No beats yet</source>
        <translation>尚无心搏</translation>
    </message>
    <message>
        <source>25 mm/s, 10 mm/mV: small squares 0.04 s × 0.1 mV, large 0.2 s × 0.5 mV</source>
        <translation>25 mm/s，10 mm/mV：小格 0.04 s × 0.1 mV，大格 0.2 s × 0.5 mV</translation>
    </message>
    <message>
        <source>Adversarial</source>
        <translation>对抗样本</translation>
    </message>
    <message>
        <source>The sample rate is not known: plain grid, in steps.</source>
        <translation>采样率未知：普通网格，以步计。</translation>
    </message>
    <message>
        <source>The unit is not a voltage: plain grid.</source>
        <translation>单位不是电压：普通网格。</translation>
    </message>
</context>
<context>
    <name>Body</name>
    <message>
        <source>More settings</source>
        <translation>更多设置</translation>
    </message>
    <message>
        <source>Settings that are rarely changed</source>
        <translation>很少需要改动的设置</translation>
    </message>
</context>
<context>
    <name>ChainEntry</name>
    <message>
        <source>Move up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Alt+Up and Alt+Down move it, Delete removes it</source>
        <translation>Alt+Up 与 Alt+Down 移动，Delete 移除</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
</context>
<context>
    <name>ChainPart</name>
    <message>
        <source>automatic: {steps}</source>
        <translation>自动：{steps}</translation>
    </message>
    <message>
        <source>automatic: nothing</source>
        <translation>自动：无</translation>
    </message>
    <message>
        <source>Back to the default</source>
        <translation>恢复默认值</translation>
    </message>
    <message>
        <source>Reset {title}</source>
        <translation>重置“{title}”</translation>
    </message>
    <message>
        <source>automatic: depends on the data</source>
        <translation>自动：由数据决定</translation>
    </message>
</context>
<context>
    <name>CheckCard</name>
    <message>
        <source>Next step: {advice}</source>
        <translation>下一步：{advice}</translation>
    </message>
    <message>
        <source>passed</source>
        <translation>通过</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>已跳过</translation>
    </message>
    <message>
        <source>n = {samples}, {seconds} s</source>
        <translation>n = {samples}，{seconds} s</translation>
    </message>
</context>
<context>
    <name>CheckMenu</name>
    <message>
        <source>Checks: {ticked} of {all}</source>
        <translation>检查项：{ticked} / {all}</translation>
    </message>
    <message>
        <source>Unticked checks are skipped: they never count as passed</source>
        <translation>未勾选的检查会被跳过，且绝不计为通过</translation>
    </message>
</context>
<context>
    <name>ClassPlot</name>
    <message>
        <source>Accuracy per class</source>
        <translation>各类别精度</translation>
    </message>
    <message>
        <source>still correct</source>
        <translation>仍正确</translation>
    </message>
    <message>
        <source>class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Nothing measured yet.</source>
        <translation>尚无评估结果。</translation>
    </message>
</context>
<context>
    <name>Closing</name>
    <message>
        <source>Close the window</source>
        <translation>关闭窗口</translation>
    </message>
    <message>
        <source>“{name}” is still running.</source>
        <translation>“{name}”仍在运行。</translation>
    </message>
    <message>
        <source>Stopped, it can be resumed from its checkpoint at any time.</source>
        <translation>停止后随时可以从检查点继续。</translation>
    </message>
    <message>
        <source>Jobs are waiting in the queue.</source>
        <translation>队列中还有任务在等待。</translation>
    </message>
    <message>
        <source>Stop, save and close</source>
        <translation>停止、保存并关闭</translation>
    </message>
    <message>
        <source>Let it finish, then close</source>
        <translation>等它结束再关闭</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>{count} waiting {count:job is|jobs are} removed from the queue.</source>
        <translation>将从队列中移除 {count} 个等待中的任务。</translation>
    </message>
    <message>
        <source>Remove them and close</source>
        <translation>移除并关闭</translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Search commands</source>
        <translation>搜索命令</translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <source>Open a file of sequences…</source>
        <translation>打开序列文件…</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Open a folder of sequences…</source>
        <translation>打开序列文件夹…</translation>
    </message>
    <message>
        <source>Open a network that was trained elsewhere…</source>
        <translation>打开在别处训练的网络…</translation>
    </message>
    <message>
        <source>Train this configuration</source>
        <translation>用当前配置训练</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Pause the running job</source>
        <translation>暂停正在运行的任务</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Resume the paused job</source>
        <translation>继续已暂停的任务</translation>
    </message>
    <message>
        <source>Stop the running job and keep its checkpoint</source>
        <translation>停止正在运行的任务，并保留其检查点</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Undo the last change of the configuration</source>
        <translation>撤销上一次配置改动</translation>
    </message>
    <message>
        <source>Redo the change of the configuration</source>
        <translation>重做配置改动</translation>
    </message>
    <message>
        <source>Search commands…</source>
        <translation>搜索命令…</translation>
    </message>
    <message>
        <source>Explain the focused field</source>
        <translation>解释当前字段</translation>
    </message>
    <message>
        <source>Switch between English and Chinese</source>
        <translation>切换中文与英文</translation>
    </message>
    <message>
        <source>Switch between light and dark</source>
        <translation>切换浅色与深色</translation>
    </message>
    <message>
        <source>Presentation size</source>
        <translation>演示字号</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>放大文字</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>缩小文字</translation>
    </message>
    <message>
        <source>Show or hide the configuration</source>
        <translation>显示或隐藏配置</translation>
    </message>
    <message>
        <source>Show or hide the queue</source>
        <translation>显示或隐藏队列</translation>
    </message>
    <message>
        <source>Show or hide the log</source>
        <translation>显示或隐藏日志</translation>
    </message>
    <message>
        <source>Put all panels back in their places</source>
        <translation>把所有面板放回原位</translation>
    </message>
    <message>
        <source>Show the folder of runs</source>
        <translation>显示运行文件夹</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Go to {page}</source>
        <translation>转到{page}</translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation>配置</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>End the engine; the run can be resumed from its last checkpoint</source>
        <translation>结束引擎；可从最后一个检查点继续该运行</translation>
    </message>
    <message>
        <source>Force stop</source>
        <translation>强制停止</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
</context>
<context>
    <name>CompareView</name>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>The shown attack and the pinned one</source>
        <translation>当前显示的攻击与已固定的攻击</translation>
    </message>
    <message>
        <source>Shown</source>
        <translation>当前显示</translation>
    </message>
    <message>
        <source>Pinned</source>
        <translation>已固定</translation>
    </message>
</context>
<context>
    <name>Compared</name>
    <message>
        <source>Attack</source>
        <translation>攻击</translation>
    </message>
    <message>
        <source>Norm</source>
        <translation>范数</translation>
    </message>
    <message>
        <source>Budget</source>
        <translation>扰动预算</translation>
    </message>
    <message>
        <source>any</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>Perturbation norm</source>
        <translation>扰动范数</translation>
    </message>
    <message>
        <source>Changed tokens</source>
        <translation>改动的词元</translation>
    </message>
    <message>
        <source>{count} of {all}</source>
        <translation>{count} / {all}</translation>
    </message>
    <message>
        <source>Prediction</source>
        <translation>预测</translation>
    </message>
    <message>
        <source>Probability of {truth}</source>
        <translation>{truth} 的概率</translation>
    </message>
    <message>
        <source>Decision change</source>
        <translation>决策变化</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Gradient queries</source>
        <translation>梯度查询次数</translation>
    </message>
    <message>
        <source>Queries</source>
        <translation>查询次数</translation>
    </message>
    <message>
        <source>Seconds</source>
        <translation>秒数</translation>
    </message>
    <message>
        <source>L1, data units</source>
        <translation>L1，数据单位</translation>
    </message>
    <message>
        <source>L2, data units</source>
        <translation>L2，数据单位</translation>
    </message>
    <message>
        <source>L-inf, data units</source>
        <translation>L-inf，数据单位</translation>
    </message>
    <message>
        <source>Changed steps</source>
        <translation>改动的步</translation>
    </message>
    <message>
        <source>Relative to the value range</source>
        <translation>相对于取值范围</translation>
    </message>
    <message>
        <source>Signal-to-noise ratio</source>
        <translation>信噪比</translation>
    </message>
</context>
<context>
    <name>ConfigurationDock</name>
    <message>
        <source>Undo: {what}</source>
        <translation>撤销：{what}</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo: {what}</source>
        <translation>重做：{what}</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation>配置</translation>
    </message>
    <message>
        <source>Search settings</source>
        <translation>搜索设置</translation>
    </message>
    <message>
        <source>No setting matches the search.</source>
        <translation>没有符合搜索条件的设置。</translation>
    </message>
    <message>
        <source>Reset everything</source>
        <translation>全部重置</translation>
    </message>
    <message>
        <source>Put every setting back to its default</source>
        <translation>把所有设置恢复为默认值</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Copy, paste, open, save</source>
        <translation>复制、粘贴、打开、保存</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>ConfusionMatrix</name>
    <message>
        <source>Confusion matrix</source>
        <translation>混淆矩阵</translation>
    </message>
    <message>
        <source>No predictions are stored for this.</source>
        <translation>没有为此保存的预测。</translation>
    </message>
    <message>
        <source>predicted class</source>
        <translation>预测类别</translation>
    </message>
    <message>
        <source>true class</source>
        <translation>真实类别</translation>
    </message>
    <message>
        <source>{count} {count:sequence|sequences} of class {true} predicted as {predicted}</source>
        <translation>{count} 条 {true} 类序列被预测为 {predicted}</translation>
    </message>
</context>
<context>
    <name>CrossCheckPanel</name>
    <message>
        <source>library</source>
        <translation>库</translation>
    </message>
    <message>
        <source>attack</source>
        <translation>攻击</translation>
    </message>
    <message>
        <source>robust accuracy</source>
        <translation>鲁棒精度</translation>
    </message>
    <message>
        <source>95 % interval</source>
        <translation>95 % 置信区间</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>秒数</translation>
    </message>
    <message>
        <source>note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>not installed</source>
        <translation>未安装</translation>
    </message>
    <message>
        <source>does not apply</source>
        <translation>不适用</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Run the cross-check</source>
        <translation>运行交叉验证</translation>
    </message>
    <message>
        <source>Attack the network with ART, Foolbox, torchattacks and CleverHans, where they are installed</source>
        <translation>用已安装的 ART、Foolbox、torchattacks 和 CleverHans 攻击该网络</translation>
    </message>
    <message>
        <source>Cross-checks of this run</source>
        <translation>该运行的交叉验证</translation>
    </message>
    <message>
        <source>Results of the libraries</source>
        <translation>各库的结果</translation>
    </message>
    <message>
        <source>mean norm</source>
        <translation>平均范数</translation>
    </message>
    <message>
        <source>outside the budget</source>
        <translation>超出预算</translation>
    </message>
    <message>
        <source>Other libraries attack this network with the same budget, and every example that they return is evaluated again by this network and these norms. If one of them finds a lower robust accuracy, the one reported here is too high.</source>
        <translation>其他库以相同的预算攻击此网络，它们返回的每个样本都由此网络和相同的范数重新评估。如果其中有一个得到更低的鲁棒精度，这里报告的值就偏高。</translation>
    </message>
    <message>
        <source>{library} finds a stronger attack: robust accuracy {theirs} instead of {ours}.</source>
        <translation>{library} 找到了更强的攻击：鲁棒精度为 {theirs}，而不是 {ours}。</translation>
    </message>
    <message>
        <source>No library finds a stronger attack: {ours} with ours, {theirs} with the best of theirs.</source>
        <translation>没有任何库找到更强的攻击：我们的攻击为 {ours}，其他库最好为 {theirs}。</translation>
    </message>
    <message>
        <source>No other library could attack this network: see the notes.</source>
        <translation>没有其他库能够攻击该网络：见备注。</translation>
    </message>
    <message>
        <source>Finished: {libraries}.</source>
        <translation>已完成：{libraries}。</translation>
    </message>
    <message>
        <source>Failed: {libraries}.</source>
        <translation>失败：{libraries}。</translation>
    </message>
    <message>
        <source>Skipped: {libraries}.</source>
        <translation>已跳过：{libraries}。</translation>
    </message>
</context>
<context>
    <name>CurveControls</name>
    <message>
        <source>step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>轮</translation>
    </message>
    <message>
        <source>time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>light</source>
        <translation>轻</translation>
    </message>
    <message>
        <source>medium</source>
        <translation>中</translation>
    </message>
    <message>
        <source>strong</source>
        <translation>强</translation>
    </message>
    <message>
        <source>Over</source>
        <translation>横轴</translation>
    </message>
    <message>
        <source>Smoothing of the loss</source>
        <translation>损失曲线的平滑</translation>
    </message>
    <message>
        <source>Unit of the horizontal axis</source>
        <translation>横轴的单位</translation>
    </message>
    <message>
        <source>Logarithmic loss axis</source>
        <translation>损失轴取对数</translation>
    </message>
</context>
<context>
    <name>DataDetails</name>
    <message>
        <source>Class balance</source>
        <translation>类别分布</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>特征</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>组</translation>
    </message>
    <message>
        <source>Statistics of each feature</source>
        <translation>各特征的统计量</translation>
    </message>
    <message>
        <source>in several splits</source>
        <translation>跨多个划分</translation>
    </message>
    <message>
        <source>group</source>
        <translation>组</translation>
    </message>
    <message>
        <source>Groups in each split</source>
        <translation>各划分中的组</translation>
    </message>
    <message>
        <source>feature</source>
        <translation>特征</translation>
    </message>
    <message>
        <source>lowest</source>
        <translation>最小值</translation>
    </message>
    <message>
        <source>highest</source>
        <translation>最大值</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>均值</translation>
    </message>
    <message>
        <source>std</source>
        <translation>标准差</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>缺失</translation>
    </message>
    <message>
        <source>training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>test</source>
        <translation>测试</translation>
    </message>
</context>
<context>
    <name>DataFacts</name>
    <message>
        <source>Training + test</source>
        <translation>训练 + 测试</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>类别数</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>特征</translation>
    </message>
    <message>
        <source>Missing values filled</source>
        <translation>已填补的缺失值</translation>
    </message>
    <message>
        <source>Training + validation + test</source>
        <translation>训练 + 验证 + 测试</translation>
    </message>
    <message>
        <source>Targets</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Vocabulary</source>
        <translation>词表</translation>
    </message>
    <message>
        <source>Steps, all parts (median)</source>
        <translation>步数，全部数据（中位数）</translation>
    </message>
    <message>
        <source>Tokens, all parts (median)</source>
        <translation>词元数，全部数据（中位数）</translation>
    </message>
</context>
<context>
    <name>DataPage</name>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>示例</translation>
    </message>
    <message>
        <source>Show the data that come with the program</source>
        <translation>显示程序自带的数据</translation>
    </message>
    <message>
        <source>Open a dataset</source>
        <translation>打开数据集</translation>
    </message>
    <message>
        <source>Open another…</source>
        <translation>打开其他…</translation>
    </message>
    <message>
        <source>{reason}: {count}</source>
        <translation>{reason}：{count}</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>全部显示</translation>
    </message>
    <message>
        <source>{part} sequence {number}, class {label}</source>
        <translation>{part}序列 {number}，类别 {label}</translation>
    </message>
    <message>
        <source>{part} sequence {number}, target {label}</source>
        <translation>{part}序列 {number}，目标 {label}</translation>
    </message>
    <message>
        <source>{part} sequence {number}</source>
        <translation>{part}序列 {number}</translation>
    </message>
    <message>
        <source>Choose an example, or open your own file. Nothing leaves this machine.</source>
        <translation>选择一个示例，或打开您自己的文件。数据不会离开本机。</translation>
    </message>
</context>
<context>
    <name>DecisionView</name>
    <message>
        <source>Decision</source>
        <translation>决策</translation>
    </message>
    <message>
        <source>No prediction yet</source>
        <translation>尚无预测</translation>
    </message>
    <message>
        <source>predicted, clean</source>
        <translation>预测类别，干净</translation>
    </message>
    <message>
        <source>predicted, adversarial</source>
        <translation>预测类别，对抗样本</translation>
    </message>
    <message>
        <source>Ground truth</source>
        <translation>真值</translation>
    </message>
    <message>
        <source>clean</source>
        <translation>干净</translation>
    </message>
    <message>
        <source>probability</source>
        <translation>概率</translation>
    </message>
    <message>
        <source>Next token</source>
        <translation>下一个词元</translation>
    </message>
    <message>
        <source>{name}, clean</source>
        <translation>{name}，干净</translation>
    </message>
    <message>
        <source>{name}, adversarial</source>
        <translation>{name}，对抗样本</translation>
    </message>
    <message>
        <source>Prediction</source>
        <translation>预测值</translation>
    </message>
    <message>
        <source>target</source>
        <translation>目标值</translation>
    </message>
    <message>
        <source>Clean</source>
        <translation>干净样本</translation>
    </message>
    <message>
        <source>Persistence</source>
        <translation>持续性预测</translation>
    </message>
    <message>
        <source>Baseline</source>
        <translation>基线</translation>
    </message>
    <message>
        <source>{name} (true)</source>
        <translation>{name}（真实）</translation>
    </message>
    <message>
        <source>adversarial</source>
        <translation>对抗样本</translation>
    </message>
    <message>
        <source>Adversarial</source>
        <translation>对抗样本</translation>
    </message>
</context>
<context>
    <name>DecisionWords</name>
    <message>
        <source>{moment}: {before} → {after}</source>
        <translation>{moment}：{before} → {after}</translation>
    </message>
    <message>
        <source>Decision change (step t: a → b): t is the first step from which the predicted class of the adversarial input differs from that of the clean input at every later step; a is predicted at step t for the clean input, b for the adversarial one.</source>
        <translation>决策变化（步 t：a → b）：从步 t 起直到序列末尾，对抗样本的预测类别在每一步都与干净样本不同，t 是满足此条件的最早一步；a 为步 t 处干净样本的预测类别，b 为对抗样本的预测类别。</translation>
    </message>
</context>
<context>
    <name>DifferenceTable</name>
    <message>
        <source>Difference of two configurations</source>
        <translation>两份配置的差异</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>{left} and {right} have the same configuration.</source>
        <translation>{left} 与 {right} 的配置相同。</translation>
    </message>
</context>
<context>
    <name>DivergenceView</name>
    <message>
        <source>Hidden-state distance</source>
        <translation>隐状态距离</translation>
    </message>
    <message>
        <source>No attack yet</source>
        <translation>尚无攻击</translation>
    </message>
    <message>
        <source>Distance</source>
        <translation>距离</translation>
    </message>
    <message>
        <source>Pinned</source>
        <translation>已固定</translation>
    </message>
    <message>
        <source>L2 norm</source>
        <translation>L2 范数</translation>
    </message>
</context>
<context>
    <name>EpsField</name>
    <message>
        <source>Budgets eps</source>
        <translation>扰动预算 eps</translation>
    </message>
    <message>
        <source>Range</source>
        <translation>范围</translation>
    </message>
    <message>
        <source>Fill in six budgets from 0 to …</source>
        <translation>填入从 0 到 … 的六个预算</translation>
    </message>
    <message>
        <source>Budgets to evaluate, separated by commas, in: {unit}</source>
        <translation>要评估的预算，以逗号分隔，单位：{unit}</translation>
    </message>
    <message>
        <source>or in decibels, such as -20 dB</source>
        <translation>或以分贝计，例如 -20 dB</translation>
    </message>
    <message>
        <source>{word} is a level relative to the peak: choose that unit for the threat model.</source>
        <translation>{word} 是相对于峰值的电平：请为威胁模型选择该单位。</translation>
    </message>
    <message>
        <source>&apos;{word}&apos; is not a number.</source>
        <translation>“{word}”不是数字。</translation>
    </message>
    <message>
        <source>{word}: a budget must be 0 or more, and finite.</source>
        <translation>{word}：预算必须是不小于 0 的有限数。</translation>
    </message>
    <message>
        <source>Give at least one budget, such as 0.1.</source>
        <translation>至少给出一个预算，例如 0.1。</translation>
    </message>
    <message>
        <source>At most {most} {most:budget|budgets}.</source>
        <translation>最多 {most} 个预算。</translation>
    </message>
</context>
<context>
    <name>ErrorsDialog</name>
    <message>
        <source>This could not be completed</source>
        <translation>未能完成</translation>
    </message>
    <message>
        <source>Internal error of the program</source>
        <translation>程序内部错误</translation>
    </message>
    <message>
        <source>Copy the details</source>
        <translation>复制详细信息</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>An unexpected error occurred. Stored runs are not affected. Copy the details for a bug report.</source>
        <translation>发生了意外错误。已保存的运行不受影响。请复制详细信息以便报告。</translation>
    </message>
    <message>
        <source>{count} {count:error|errors} so far; this is the newest.</source>
        <translation>到目前为止有 {count} 个错误；这是最新的一个。</translation>
    </message>
</context>
<context>
    <name>EvaluatePage</name>
    <message>
        <source>Evaluate</source>
        <translation>评估</translation>
    </message>
    <message>
        <source>Choose what to evaluate</source>
        <translation>选择要评估的内容</translation>
    </message>
    <message>
        <source>Tick the runs to compare, or open one; a run must be trained first.</source>
        <translation>勾选要比较的运行，或打开一个；运行必须先经过训练。</translation>
    </message>
    <message>
        <source>Choose runs</source>
        <translation>选择运行</translation>
    </message>
    <message>
        <source>Attack and threat model of the curves</source>
        <translation>曲线所用的攻击与威胁模型</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>曲线</translation>
    </message>
    <message>
        <source>These sequences belong to other data than those that are open.</source>
        <translation>这些序列不属于当前打开的数据。</translation>
    </message>
    <message>
        <source>class {true} predicted as {predicted} at eps {eps} by {run}</source>
        <translation>{run} 在 eps {eps} 时把类别 {true} 预测为 {predicted}</translation>
    </message>
    <message>
        <source>class {true} still correct at eps {eps} by {run}</source>
        <translation>eps {eps} 下类别 {true} 仍正确（{run}）</translation>
    </message>
    <message>
        <source>{reason}: {count} of {total}</source>
        <translation>{reason}：{total} 条中的 {count} 条</translation>
    </message>
    <message>
        <source>Show in Inspect</source>
        <translation>在“检视”中显示</translation>
    </message>
</context>
<context>
    <name>EvaluationDetails</name>
    <message>
        <source>Points</source>
        <translation>数据点</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>各类别</translation>
    </message>
    <message>
        <source>Confusion</source>
        <translation>混淆矩阵</translation>
    </message>
    <message>
        <source>Attacks</source>
        <translation>攻击</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>代价</translation>
    </message>
    <message>
        <source>Perturbation norms</source>
        <translation>扰动范数</translation>
    </message>
    <message>
        <source>Runs compared</source>
        <translation>运行比较</translation>
    </message>
    <message>
        <source>Points of the curves</source>
        <translation>曲线上的点</translation>
    </message>
    <message>
        <source>Run shown</source>
        <translation>显示的运行</translation>
    </message>
    <message>
        <source>eps shown</source>
        <translation>显示的 eps</translation>
    </message>
</context>
<context>
    <name>ExampleCards</name>
    <message>
        <source>Drop a file or a folder of sequences here, or press to choose a file</source>
        <translation>把文件或序列文件夹拖到这里，或点击选择文件</translation>
    </message>
</context>
<context>
    <name>ExportPoints</name>
    <message>
        <source>Save the points of the curves as CSV</source>
        <translation>把曲线上的点存为 CSV</translation>
    </message>
    <message>
        <source>Export CSV</source>
        <translation>导出 CSV</translation>
    </message>
</context>
<context>
    <name>FeatureButton</name>
    <message>
        <source>Which features are shown. A single one can be edited: drag its points.</source>
        <translation>显示哪些特征。只显示一个时可以编辑：拖动它的点。</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>特征</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>All, in lanes</source>
        <translation>全部，分行显示</translation>
    </message>
    <message>
        <source>All, as a picture</source>
        <translation>全部，以图像显示</translation>
    </message>
    <message>
        <source>One feature</source>
        <translation>单个特征</translation>
    </message>
    <message>
        <source>Several</source>
        <translation>多个</translation>
    </message>
    <message>
        <source>{count} {count:feature|features}</source>
        <translation>{count} 个特征</translation>
    </message>
</context>
<context>
    <name>FieldHelp</name>
    <message>
        <source>Click into a field of the configuration and press F1: its meaning appears here.</source>
        <translation>点击配置中的字段并按 F1：其含义会显示在这里。</translation>
    </message>
</context>
<context>
    <name>FieldRow</name>
    <message>
        <source>Back to the default</source>
        <translation>恢复默认值</translation>
    </message>
    <message>
        <source>Reset {title}</source>
        <translation>重置“{title}”</translation>
    </message>
</context>
<context>
    <name>FileEditor</name>
    <message>
        <source>Choose a file…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>选择文件夹…</translation>
    </message>
    <message>
        <source>Example: {title}</source>
        <translation>示例：{title}</translation>
    </message>
    <message>
        <source>Choose a file or an example</source>
        <translation>选择文件或示例</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
</context>
<context>
    <name>ForecastWords</name>
    <message>
        <source>{name} in {steps} {steps:step|steps}: forecast {clean}, true value {truth}</source>
        <translation>{name}，{steps} 步之后：预测值 {clean}，真实值 {truth}</translation>
    </message>
    <message>
        <source>The attack raises the forecast of {name} in {steps} {steps:step|steps} by {change}: {now} instead of {clean}; true value {truth}</source>
        <translation>攻击把 {steps} 步后 {name} 的预测抬高了 {change}：{now}，而非 {clean}；真实值 {truth}</translation>
    </message>
    <message>
        <source>The attack lowers the forecast of {name} in {steps} {steps:step|steps} by {change}: {now} instead of {clean}; true value {truth}</source>
        <translation>攻击把 {steps} 步后 {name} 的预测压低了 {change}：{now}，而非 {clean}；真实值 {truth}</translation>
    </message>
</context>
<context>
    <name>Form</name>
    <message>
        <source>Change all settings</source>
        <translation>更改全部设置</translation>
    </message>
    <message>
        <source>Change {title}</source>
        <translation>更改“{title}”</translation>
    </message>
</context>
<context>
    <name>HiddenHeatmapView</name>
    <message>
        <source>Hidden units</source>
        <translation>隐藏单元</translation>
    </message>
    <message>
        <source>No attack yet</source>
        <translation>尚无攻击</translation>
    </message>
    <message>
        <source>Clean</source>
        <translation>干净样本</translation>
    </message>
    <message>
        <source>unit</source>
        <translation>单元</translation>
    </message>
    <message>
        <source>No hidden states yet</source>
        <translation>尚无隐状态</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差值</translation>
    </message>
    <message>
        <source>Adversarial</source>
        <translation>对抗样本</translation>
    </message>
    <message>
        <source>Clean, {count} {count:unit|units}</source>
        <translation>干净，{count} 个单元</translation>
    </message>
</context>
<context>
    <name>HiddenPathView</name>
    <message>
        <source>Hidden-state trajectory</source>
        <translation>隐状态轨迹</translation>
    </message>
    <message>
        <source>No hidden states yet</source>
        <translation>尚无隐状态</translation>
    </message>
    <message>
        <source>Clean</source>
        <translation>干净样本</translation>
    </message>
    <message>
        <source>Pinned</source>
        <translation>已固定</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>起点</translation>
    </message>
    <message>
        <source>Clean end</source>
        <translation>干净样本终点</translation>
    </message>
    <message>
        <source>Adversarial end</source>
        <translation>对抗样本终点</translation>
    </message>
    <message>
        <source>Others</source>
        <translation>其他序列</translation>
    </message>
    <message>
        <source>PC 1, {share} of variance</source>
        <translation>主成分 1，占方差 {share}</translation>
    </message>
    <message>
        <source>PC 2, {share} of variance</source>
        <translation>主成分 2，占方差 {share}</translation>
    </message>
    <message>
        <source>Adversarial</source>
        <translation>对抗样本</translation>
    </message>
</context>
<context>
    <name>HypothesisTable</name>
    <message>
        <source>Accuracy</source>
        <translation>精度</translation>
    </message>
    <message>
        <source>Interpretation</source>
        <translation>解读方式</translation>
    </message>
    <message>
        <source>Classes of the outputs</source>
        <translation>各输出对应的类别</translation>
    </message>
    <message>
        <source>Interpretations of the weights</source>
        <translation>权重的各种解读</translation>
    </message>
    <message>
        <source>values normalised</source>
        <translation>数值归一化</translation>
    </message>
    <message>
        <source>values as they are</source>
        <translation>数值保持原样</translation>
    </message>
    <message>
        <source>Above majority class</source>
        <translation>高于多数类</translation>
    </message>
    <message>
        <source>Mean squared error</source>
        <translation>均方误差</translation>
    </message>
    <message>
        <source>Below that of the mean</source>
        <translation>低于均值预测</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>证据</translation>
    </message>
    <message>
        <source>Log-likelihood gain</source>
        <translation>对数似然增益</translation>
    </message>
    <message>
        <source>Sequences</source>
        <translation>序列数</translation>
    </message>
    <message>
        <source>Mean log-likelihood of the labels above that of the class frequencies, in nats a sequence</source>
        <translation>标签的平均对数似然减去类别频率的平均对数似然，单位：奈特/序列</translation>
    </message>
    <message>
        <source>ruled out</source>
        <translation>已排除</translation>
    </message>
    <message>
        <source>no better than the baseline</source>
        <translation>不优于基线</translation>
    </message>
    <message>
        <source>explains the data best</source>
        <translation>最能解释数据</translation>
    </message>
    <message>
        <source>possible</source>
        <translation>可能</translation>
    </message>
</context>
<context>
    <name>ImageView</name>
    <message>
        <source>Picture</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差值</translation>
    </message>
    <message>
        <source>column</source>
        <translation>列</translation>
    </message>
    <message>
        <source>No picture yet</source>
        <translation>尚无图像</translation>
    </message>
    <message>
        <source>No attack yet</source>
        <translation>尚无攻击</translation>
    </message>
    <message>
        <source>Adversarial</source>
        <translation>对抗样本</translation>
    </message>
</context>
<context>
    <name>ImportFacts</name>
    <message>
        <source>Class balance</source>
        <translation>类别分布</translation>
    </message>
    <message>
        <source>Preview of the first {count} {count:sequence|sequences}; the import reads all of them.</source>
        <translation>这里是前 {count} 条序列的预览；导入时会读取全部数据。</translation>
    </message>
</context>
<context>
    <name>ImportProgress</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>What has been read is kept: the next import continues from there</source>
        <translation>已读取的部分会保留：下次导入从那里继续</translation>
    </message>
    <message>
        <source>How much has been read</source>
        <translation>已读取多少</translation>
    </message>
    <message>
        <source>{duration} remaining</source>
        <translation>剩余 {duration}</translation>
    </message>
    <message>
        <source>{count} {count:sequence|sequences}</source>
        <translation>{count} 条序列</translation>
    </message>
</context>
<context>
    <name>ImportRows</name>
    <message>
        <source>label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>sequence</source>
        <translation>序列</translation>
    </message>
    <message>
        <source>time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>value</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>target</source>
        <translation>目标值</translation>
    </message>
    <message>
        <source>group</source>
        <translation>组</translation>
    </message>
    <message>
        <source>excluded</source>
        <translation>不使用</translation>
    </message>
</context>
<context>
    <name>ImportSheet</name>
    <message>
        <source>Reading…</source>
        <translation>正在读取…</translation>
    </message>
    <message>
        <source>Open these data (Enter)</source>
        <translation>打开这份数据 (Enter)</translation>
    </message>
    <message>
        <source>Import {name}</source>
        <translation>导入 {name}</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Keep what was open (Esc)</source>
        <translation>保留原来打开的数据 (Esc)</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Beginning of the data</source>
        <translation>数据的开头</translation>
    </message>
</context>
<context>
    <name>InputView</name>
    <message>
        <source>Input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>No sequence yet</source>
        <translation>尚无序列</translation>
    </message>
    <message>
        <source>Input, clean</source>
        <translation>输入，干净</translation>
    </message>
    <message>
        <source>Input, adversarial</source>
        <translation>输入，对抗样本</translation>
    </message>
    <message>
        <source>No attack</source>
        <translation>无攻击</translation>
    </message>
    <message>
        <source>Before editing</source>
        <translation>编辑前</translation>
    </message>
    <message>
        <source>Clean</source>
        <translation>干净样本</translation>
    </message>
    <message>
        <source>lowest</source>
        <translation>最低值</translation>
    </message>
    <message>
        <source>highest value</source>
        <translation>最高值</translation>
    </message>
    <message>
        <source>Adversarial</source>
        <translation>对抗样本</translation>
    </message>
</context>
<context>
    <name>InspectControls</name>
    <message>
        <source>Attack</source>
        <translation>攻击</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Perturbation budget: drag to see the prediction change</source>
        <translation>扰动预算：拖动以观察预测的变化</translation>
    </message>
    <message>
        <source>eps: &apos;{text}&apos; is not a number</source>
        <translation>eps：“{text}”不是数字</translation>
    </message>
    <message>
        <source>Seed: must be a whole number from 0 to 2147483647</source>
        <translation>随机种子：必须是 0 到 2147483647 之间的整数</translation>
    </message>
    <message>
        <source>which attack, and its settings</source>
        <translation>所用攻击及其设置</translation>
    </message>
    <message>
        <source>what the attacker may change</source>
        <translation>攻击者可改动的内容</translation>
    </message>
</context>
<context>
    <name>InspectLayout</name>
    <message>
        <source>Pin</source>
        <translation>固定</translation>
    </message>
    <message>
        <source>Undo edits</source>
        <translation>撤销编辑</translation>
    </message>
    <message>
        <source>Show the sequence as it is in the data</source>
        <translation>显示数据中的原始序列</translation>
    </message>
    <message>
        <source>No data yet</source>
        <translation>尚无数据</translation>
    </message>
    <message>
        <source>Open a dataset or one of the examples; its sequences are listed on the left.</source>
        <translation>打开数据集或一个示例；其序列会列在左侧。</translation>
    </message>
    <message>
        <source>Go to Data</source>
        <translation>转到“数据”</translation>
    </message>
    <message>
        <source>No network yet</source>
        <translation>尚无网络</translation>
    </message>
    <message>
        <source>Train one, or double-click an earlier run on the page Runs.</source>
        <translation>训练一个网络，或在“运行”页面双击以前的运行。</translation>
    </message>
    <message>
        <source>Go to Train</source>
        <translation>转到“训练”</translation>
    </message>
    <message>
        <source>No sequence chosen</source>
        <translation>尚未选择序列</translation>
    </message>
    <message>
        <source>Choose one in the list on the left.</source>
        <translation>在左侧列表中选择一条。</translation>
    </message>
    <message>
        <source>The network was trained on this sequence: its prediction here does not show how it generalises to new data.</source>
        <translation>网络用这条序列训练过：此处的预测不能说明它对新数据的泛化能力。</translation>
    </message>
    <message>
        <source>Keep this inspection, and compare the following ones with it</source>
        <translation>固定本次检视，并与之后的结果比较</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Minimal perturbation</source>
        <translation>最小对抗扰动</translation>
    </message>
    <message>
        <source>Search for the minimal adversarial perturbation, whatever the budget</source>
        <translation>不限扰动预算，搜索最小对抗扰动</translation>
    </message>
    <message>
        <source>pinned: {title}</source>
        <translation>已固定：{title}</translation>
    </message>
    <message>
        <source>The clean input is misclassified already: the minimal perturbation is zero.</source>
        <translation>干净样本本已误分类：最小扰动为零。</translation>
    </message>
    <message>
        <source>No adversarial example found: {attack}, {asked} {asked:query|queries}, {seconds} s.</source>
        <translation>未找到对抗样本：{attack}，{asked} 次查询，{seconds} 秒。</translation>
    </message>
    <message>
        <source>Minimal adversarial perturbation: {size}, by {attack}, {asked} {asked:query|queries}, {seconds} s.</source>
        <translation>最小对抗扰动：{size}，{attack}，{asked} 次查询，{seconds} 秒。</translation>
    </message>
</context>
<context>
    <name>InspectPage</name>
    <message>
        <source>Inspect</source>
        <translation>检视</translation>
    </message>
    <message>
        <source>This network was trained on other data than the open ones: a sequence of its own data is shown.</source>
        <translation>该网络是用另外的数据训练的，与当前打开的数据不同：这里显示的是其自身数据中的序列。</translation>
    </message>
</context>
<context>
    <name>InspectionTitle</name>
    <message>
        <source>training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>no attack</source>
        <translation>无攻击</translation>
    </message>
    <message>
        <source>{split} {index}</source>
        <translation>{split} {index}</translation>
    </message>
    <message>
        <source>epoch {epoch}</source>
        <translation>第 {epoch} 轮</translation>
    </message>
</context>
<context>
    <name>InterruptedBanner</name>
    <message>
        <source>Discard</source>
        <translation>丢弃</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>{measurement} of {runs}</source>
        <translation>{runs}：{measurement}</translation>
    </message>
    <message>
        <source>Discard the stored results</source>
        <translation>丢弃已保存的结果</translation>
    </message>
    <message>
        <source>{measurement} was interrupted. {count} {count:result is|results are} stored; it continues where it stopped.</source>
        <translation>{measurement}已中断。已保存 {count} 项结果；可从中断处继续。</translation>
    </message>
</context>
<context>
    <name>LogDock</name>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>everything</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>information</source>
        <translation>信息</translation>
    </message>
    <message>
        <source>warnings</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>errors only</source>
        <translation>仅错误</translation>
    </message>
    <message>
        <source>Nothing has been logged.</source>
        <translation>尚无日志。</translation>
    </message>
    <message>
        <source>Copy all lines</source>
        <translation>复制所有行</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清空</translation>
    </message>
</context>
<context>
    <name>LossPlot</name>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>training loss, unsmoothed</source>
        <translation>训练损失，未平滑</translation>
    </message>
    <message>
        <source>training loss</source>
        <translation>训练损失</translation>
    </message>
    <message>
        <source>clean loss</source>
        <translation>干净损失</translation>
    </message>
    <message>
        <source>adversarial loss</source>
        <translation>对抗损失</translation>
    </message>
    <message>
        <source>loss on noisy inputs</source>
        <translation>含噪样本上的损失</translation>
    </message>
    <message>
        <source>No training step yet.</source>
        <translation>尚未训练任何一步。</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>Opening …</source>
        <translation>正在打开…</translation>
    </message>
</context>
<context>
    <name>MeasureForm</name>
    <message>
        <source>Runs</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Budgets eps</source>
        <translation>扰动预算 eps</translation>
    </message>
    <message>
        <source>Sequences</source>
        <translation>序列</translation>
    </message>
    <message>
        <source>Attacks</source>
        <translation>攻击</translation>
    </message>
    <message>
        <source>Tick runs on the page Runs to compare them.</source>
        <translation>在“运行”页面勾选运行即可比较。</translation>
    </message>
    <message>
        <source>all test sequences</source>
        <translation>全部测试序列</translation>
    </message>
    <message>
        <source>How many test sequences are attacked</source>
        <translation>攻击多少条测试序列</translation>
    </message>
    <message>
        <source>Evaluated runs</source>
        <translation>被评估的运行</translation>
    </message>
    <message>
        <source>Threat model</source>
        <translation>威胁模型</translation>
    </message>
</context>
<context>
    <name>MeasuredWords</name>
    <message>
        <source>Worst case: {attacks}</source>
        <translation>最坏情况：{attacks}</translation>
    </message>
    <message>
        <source>The error of each sequence does not decrease with eps. Bands: 95 % interval of the mean.</source>
        <translation>每条序列的误差不随 eps 增大而减小。色带：均值的 95 % 置信区间。</translation>
    </message>
    <message>
        <source>An example misclassified at one eps counts as misclassified at all larger eps. Bands: 95 % Clopper-Pearson.</source>
        <translation>在某个 eps 被误分类的样本，在所有更大的 eps 下均计为误分类。色带：95 % Clopper-Pearson 区间。</translation>
    </message>
    <message>
        <source>Run only on the examples on which {attacks} failed; the successes of these are counted too.</source>
        <translation>仅在 {attacks} 失败的样本上运行；它们的成功也计入。</translation>
    </message>
    <message>
        <source>Each attack separately</source>
        <translation>各攻击分别评估</translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Close the message</source>
        <translation>关闭此消息</translation>
    </message>
</context>
<context>
    <name>ModelPage</name>
    <message>
        <source>Model &amp; defence</source>
        <translation>模型与防御</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Picture of the network</source>
        <translation>网络结构图</translation>
    </message>
    <message>
        <source>Trainable parameters</source>
        <translation>可训练参数</translation>
    </message>
    <message>
        <source>Recurrent layers</source>
        <translation>循环层</translation>
    </message>
    <message>
        <source>Readout</source>
        <translation>读出方式</translation>
    </message>
    <message>
        <source>Dropout</source>
        <translation>Dropout</translation>
    </message>
    <message>
        <source>Defence</source>
        <translation>防御</translation>
    </message>
    <message>
        <source>Threat model of the defence</source>
        <translation>防御的威胁模型</translation>
    </message>
    <message>
        <source>Evaluation attack</source>
        <translation>评估攻击</translation>
    </message>
    <message>
        <source>Evaluation threat model</source>
        <translation>评估威胁模型</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>更改</translation>
    </message>
    <message>
        <source>Show these settings in the configuration</source>
        <translation>在配置中显示这些设置</translation>
    </message>
    <message>
        <source>None: the network is trained on clean data only.</source>
        <translation>无：网络只在干净数据上训练。</translation>
    </message>
    <message>
        <source>This defence has no threat model.</source>
        <translation>这种防御没有威胁模型。</translation>
    </message>
    <message>
        <source>bidirectional</source>
        <translation>双向</translation>
    </message>
    <message>
        <source>unidirectional</source>
        <translation>单向</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Click a part to change its settings</source>
        <translation>点击某一部分以更改其设置</translation>
    </message>
    <message>
        <source>Open a dataset to fill in the sizes of input and output.</source>
        <translation>打开数据集后，输入与输出的大小会自动填入。</translation>
    </message>
</context>
<context>
    <name>NetworkBlocks</name>
    <message>
        <source>Input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>{T} {T:step|steps}</source>
        <translation>{T} 步</translation>
    </message>
    <message>
        <source>{F} {F:feature|features}</source>
        <translation>{F} 个特征</translation>
    </message>
    <message>
        <source>{K} {K:target|targets}</source>
        <translation>{K} 个目标</translation>
    </message>
    <message>
        <source>{K} {K:class|classes}</source>
        <translation>{K} 个类别</translation>
    </message>
    <message>
        <source>{units} {units:unit|units}</source>
        <translation>{units} 个单元</translation>
    </message>
    <message>
        <source>{count} {count:parameter|parameters}</source>
        <translation>{count} 个参数</translation>
    </message>
</context>
<context>
    <name>NetworkFiles</name>
    <message>
        <source>Networks ({endings})</source>
        <translation>网络文件 ({endings})</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Open a network that was trained elsewhere</source>
        <translation>打开在别处训练的网络</translation>
    </message>
    <message>
        <source>State dict of plain torch, with a Python file (*.pt)</source>
        <translation>纯 torch 的 state dict，附 Python 文件 (*.pt)</translation>
    </message>
    <message>
        <source>Safetensors, with a Python file (*.safetensors)</source>
        <translation>Safetensors，附 Python 文件 (*.safetensors)</translation>
    </message>
    <message>
        <source>ONNX (*.onnx)</source>
        <translation>ONNX (*.onnx)</translation>
    </message>
    <message>
        <source>TorchScript program (*.pt)</source>
        <translation>TorchScript 程序 (*.pt)</translation>
    </message>
    <message>
        <source>Program of torch.export (*.pt2)</source>
        <translation>torch.export 程序 (*.pt2)</translation>
    </message>
    <message>
        <source>Export the network</source>
        <translation>导出网络</translation>
    </message>
</context>
<context>
    <name>NetworkSheet</name>
    <message>
        <source>Trust and run</source>
        <translation>信任并运行</translation>
    </message>
    <message>
        <source>Identifying the network…</source>
        <translation>正在识别网络…</translation>
    </message>
    <message>
        <source>Open {name}</source>
        <translation>打开 {name}</translation>
    </message>
    <message>
        <source>Open a network</source>
        <translation>打开网络</translation>
    </message>
    <message>
        <source>for {data}</source>
        <translation>用于 {data}</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Store it as a run, which can be attacked and inspected like any other</source>
        <translation>存为运行，之后可以像其他运行一样被攻击和检视</translation>
    </message>
    <message>
        <source>Opening this network runs these files on your machine, with all your rights.</source>
        <translation>打开这个网络会以您的全部权限在您的机器上运行这些文件。</translation>
    </message>
    <message>
        <source>All interpretations of the weights, evaluated on {count} of {all} {all:sequence|sequences} (majority class: {share} %). The selected one is opened.</source>
        <translation>权重的所有解读方式，在 {all} 条序列中的 {count} 条上评估（多数类：{share} %）。将按所选方式打开。</translation>
    </message>
    <message>
        <source>All interpretations of the weights, evaluated on {count} of {all} {all:sequence|sequences}. The selected one is opened.</source>
        <translation>权重的所有解读方式，在 {all} 条序列中的 {count} 条上评估。将按所选方式打开。</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>Dismiss</source>
        <translation>知道了</translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message>
        <source>The engine ended: {reason} A new one is starting.</source>
        <translation>引擎已终止：{reason} 正在启动新的引擎。</translation>
    </message>
    <message>
        <source>“{name}” does not stop. Force stop returns to its last checkpoint.</source>
        <translation>“{name}”没有停止。强制停止会退回到它最近的检查点。</translation>
    </message>
    <message>
        <source>Force stop</source>
        <translation>强制停止</translation>
    </message>
    <message>
        <source>The log says why.</source>
        <translation>原因见日志。</translation>
    </message>
    <message>
        <source>“{name}” failed: {reason}</source>
        <translation>“{name}”失败：{reason}</translation>
    </message>
    <message>
        <source>Resume from the last checkpoint</source>
        <translation>从最近的检查点继续</translation>
    </message>
    <message>
        <source>Open the log</source>
        <translation>打开日志</translation>
    </message>
    <message>
        <source>Continue from the network of epoch {epoch}</source>
        <translation>从第 {epoch} 轮的网络继续</translation>
    </message>
    <message>
        <source>Train a new run with these settings</source>
        <translation>用这些设置训练新的运行</translation>
    </message>
    <message>
        <source>Continue where it stopped</source>
        <translation>从中断处继续</translation>
    </message>
</context>
<context>
    <name>NumberEditor</name>
    <message>
        <source>auto: {number}</source>
        <translation>自动：{number}</translation>
    </message>
</context>
<context>
    <name>OpenButton</name>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Open a file or a folder of sequences</source>
        <translation>打开文件或序列文件夹</translation>
    </message>
    <message>
        <source>Open file…</source>
        <translation>打开文件…</translation>
    </message>
    <message>
        <source>Open folder…</source>
        <translation>打开文件夹…</translation>
    </message>
    <message>
        <source>Sequences ({endings})</source>
        <translation>序列文件 ({endings})</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Open a file of sequences</source>
        <translation>打开序列文件</translation>
    </message>
    <message>
        <source>Open a folder of sequences</source>
        <translation>打开序列文件夹</translation>
    </message>
</context>
<context>
    <name>OpenMenu</name>
    <message>
        <source>Recent</source>
        <translation>最近打开</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>示例</translation>
    </message>
</context>
<context>
    <name>OutputsView</name>
    <message>
        <source>Outputs</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>No prediction yet</source>
        <translation>尚无预测</translation>
    </message>
    <message>
        <source>Clean</source>
        <translation>干净样本</translation>
    </message>
    <message>
        <source>Ground truth</source>
        <translation>真值</translation>
    </message>
    <message>
        <source>Baseline</source>
        <translation>基线</translation>
    </message>
    <message>
        <source>target</source>
        <translation>目标值</translation>
    </message>
    <message>
        <source>Outputs at {moment}</source>
        <translation>{moment} 处的输出</translation>
    </message>
    <message>
        <source>probability</source>
        <translation>概率</translation>
    </message>
    <message>
        <source>Adversarial</source>
        <translation>对抗样本</translation>
    </message>
</context>
<context>
    <name>OwnPresets</name>
    <message>
        <source>Save as preset…</source>
        <translation>存为预设…</translation>
    </message>
    <message>
        <source>Remove preset</source>
        <translation>删除预设</translation>
    </message>
    <message>
        <source>Save as preset</source>
        <translation>存为预设</translation>
    </message>
    <message>
        <source>Its name:</source>
        <translation>预设名称：</translation>
    </message>
</context>
<context>
    <name>PerturbationView</name>
    <message>
        <source>Perturbation</source>
        <translation>扰动</translation>
    </message>
    <message>
        <source>No attack yet</source>
        <translation>尚无攻击</translation>
    </message>
    <message>
        <source>Adversarial - clean</source>
        <translation>对抗样本 - 干净样本</translation>
    </message>
    <message>
        <source>Budget</source>
        <translation>扰动预算</translation>
    </message>
    <message>
        <source>change</source>
        <translation>变化量</translation>
    </message>
    <message>
        <source>of the largest change of the feature</source>
        <translation>（占该特征最大变化的比例）</translation>
    </message>
</context>
<context>
    <name>PipelinePanel</name>
    <message>
        <source>Data pipeline</source>
        <translation>数据流程</translation>
    </message>
    <message>
        <source>Data as read</source>
        <translation>读入的数据</translation>
    </message>
    <message>
        <source>attacker</source>
        <translation>攻击者</translation>
    </message>
    <message>
        <source>Perturbations are added here, in data units. Gradients pass through everything that follows.</source>
        <translation>扰动在此处以数据单位加入。梯度会经过其后的所有环节。</translation>
    </message>
</context>
<context>
    <name>PlainPanel</name>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
</context>
<context>
    <name>PlotMenu</name>
    <message>
        <source>Fit to data</source>
        <translation>适应数据范围</translation>
    </message>
    <message>
        <source>Save picture (PNG)…</source>
        <translation>保存图片 (PNG)…</translation>
    </message>
    <message>
        <source>Save drawing (SVG)…</source>
        <translation>保存矢量图 (SVG)…</translation>
    </message>
    <message>
        <source>Save numbers (CSV)…</source>
        <translation>保存数值 (CSV)…</translation>
    </message>
    <message>
        <source>Copy picture</source>
        <translation>复制图片</translation>
    </message>
    <message>
        <source>Save plot</source>
        <translation>保存图表</translation>
    </message>
</context>
<context>
    <name>PluginConsent</name>
    <message>
        <source>Plug-ins</source>
        <translation>插件</translation>
    </message>
    <message>
        <source>Plug-ins run on your machine with all your rights.</source>
        <translation>插件会以您的全部权限在您的机器上运行。</translation>
    </message>
    <message>
        <source>Trust and run</source>
        <translation>信任并运行</translation>
    </message>
    <message>
        <source>Continue without them</source>
        <translation>不使用插件并继续</translation>
    </message>
</context>
<context>
    <name>PointsTable</name>
    <message>
        <source>sequences</source>
        <translation>序列数</translation>
    </message>
    <message>
        <source>still correct</source>
        <translation>仍正确</translation>
    </message>
    <message>
        <source>run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>eps</source>
        <translation>eps</translation>
    </message>
    <message>
        <source>95 % interval</source>
        <translation>95 % 置信区间</translation>
    </message>
</context>
<context>
    <name>PoisonLine</name>
    <message>
        <source>Poisoned training data: {poison}</source>
        <translation>训练数据已被投毒：{poison}</translation>
    </message>
    <message>
        <source>Poisoned training data: {poison}. With the trigger, {share:.1%} of the test sequences of other classes are predicted as {target}.</source>
        <translation>训练数据已被投毒：{poison}。加上触发器后，其他类别的测试序列中有 {share:.1%} 被预测为 {target}。</translation>
    </message>
</context>
<context>
    <name>PredictionView</name>
    <message>
        <source>Ground truth</source>
        <translation>真值</translation>
    </message>
    <message>
        <source>Baseline</source>
        <translation>基线</translation>
    </message>
    <message>
        <source>Clean</source>
        <translation>干净样本</translation>
    </message>
    <message>
        <source>Persistence</source>
        <translation>持续性预测</translation>
    </message>
    <message>
        <source>no attack</source>
        <translation>无攻击</translation>
    </message>
    <message>
        <source>decision change ({change})</source>
        <translation>决策变化（{change}）</translation>
    </message>
    <message>
        <source>error</source>
        <translation>误差</translation>
    </message>
    <message>
        <source>error; baseline {error}</source>
        <translation>误差；基线 {error}</translation>
    </message>
    <message>
        <source>Changed by the attack</source>
        <translation>攻击造成的变化</translation>
    </message>
    <message>
        <source>without attack</source>
        <translation>无攻击</translation>
    </message>
    <message>
        <source>Perplexity {perplexity}</source>
        <translation>困惑度 {perplexity}</translation>
    </message>
    <message>
        <source>{bits} bits per token, under attack</source>
        <translation>每词元 {bits} 比特，攻击下</translation>
    </message>
    <message>
        <source>{bits} bits per token</source>
        <translation>每词元 {bits} 比特</translation>
    </message>
    <message>
        <source>Misclassified</source>
        <translation>误分类</translation>
    </message>
    <message>
        <source>Robust</source>
        <translation>仍正确</translation>
    </message>
    <message>
        <source>Correct</source>
        <translation>正确</translation>
    </message>
    <message>
        <source>the attack succeeds</source>
        <translation>攻击成功</translation>
    </message>
    <message>
        <source>the attack fails</source>
        <translation>攻击失败</translation>
    </message>
    <message>
        <source>Prediction</source>
        <translation>预测</translation>
    </message>
    <message>
        <source>Adversarial</source>
        <translation>对抗样本</translation>
    </message>
</context>
<context>
    <name>PresetBox</name>
    <message>
        <source>Presets</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>Fill the forms with a preset configuration; data, seed and device are kept</source>
        <translation>用预设配置填写表单；数据、随机种子和设备保持不变</translation>
    </message>
</context>
<context>
    <name>PricesView</name>
    <message>
        <source>Price</source>
        <translation>价格</translation>
    </message>
    <message>
        <source>Clean</source>
        <translation>干净样本</translation>
    </message>
    <message>
        <source>Ground truth</source>
        <translation>真值</translation>
    </message>
    <message>
        <source>Persistence</source>
        <translation>持续性预测</translation>
    </message>
    <message>
        <source>Forecast, clean</source>
        <translation>预测，干净</translation>
    </message>
    <message>
        <source>Forecast, adversarial</source>
        <translation>预测，对抗样本</translation>
    </message>
    <message>
        <source>No prices yet</source>
        <translation>尚无价格</translation>
    </message>
    <message>
        <source>Returns</source>
        <translation>收益率</translation>
    </message>
    <message>
        <source>return</source>
        <translation>收益率</translation>
    </message>
    <message>
        <source>Adversarial</source>
        <translation>对抗样本</translation>
    </message>
</context>
<context>
    <name>QueueDock</name>
    <message>
        <source>Queue</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>Nothing in the queue. Train puts the configuration here; jobs run one after the other.</source>
        <translation>队列为空。点“训练”会把配置放到这里；任务依次运行。</translation>
    </message>
    <message>
        <source>Show this run</source>
        <translation>显示此运行</translation>
    </message>
    <message>
        <source>Resume from the checkpoint</source>
        <translation>从检查点继续</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>提前</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>推后</translation>
    </message>
    <message>
        <source>Show its folder</source>
        <translation>显示其文件夹</translation>
    </message>
    <message>
        <source>Remove from the list</source>
        <translation>从列表中移除</translation>
    </message>
</context>
<context>
    <name>QueueModel</name>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Elapsed</source>
        <translation>已用时间</translation>
    </message>
    <message>
        <source>Remaining</source>
        <translation>剩余时间</translation>
    </message>
    <message>
        <source>Clean</source>
        <translation>干净</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>stopping</source>
        <translation>正在停止</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Robust</source>
        <translation>鲁棒</translation>
    </message>
</context>
<context>
    <name>RequestBar</name>
    <message>
        <source>Sequences</source>
        <translation>序列</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>How many test sequences are attacked</source>
        <translation>攻击多少条测试序列</translation>
    </message>
    <message>
        <source>Run shown</source>
        <translation>显示的运行</translation>
    </message>
    <message>
        <source>eps: &apos;{text}&apos; is not a number</source>
        <translation>eps：“{text}”不是数字</translation>
    </message>
</context>
<context>
    <name>RobustnessPlot</name>
    <message>
        <source>eps ({norm})</source>
        <translation>eps（{norm}）</translation>
    </message>
    <message>
        <source>eps</source>
        <translation>eps</translation>
    </message>
    <message>
        <source>Error under attack</source>
        <translation>攻击下的误差</translation>
    </message>
    <message>
        <source>Robust accuracy</source>
        <translation>鲁棒精度</translation>
    </message>
    <message>
        <source>Press Evaluate: each run gets a curve here.</source>
        <translation>点“评估”，每个运行会在这里得到一条曲线。</translation>
    </message>
</context>
<context>
    <name>RunActions</name>
    <message>
        <source>Use this configuration</source>
        <translation>使用此配置</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续训练</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Copy as TOML</source>
        <translation>复制为 TOML</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Show in the file manager</source>
        <translation>在文件管理器中显示</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Remove runs</source>
        <translation>移除运行</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>They are moved to the folder .trash inside the runs folder and can be restored from there.</source>
        <translation>它们会被移到运行文件夹下的 .trash 中，可以从那里恢复。</translation>
    </message>
    <message>
        <source>Remove {what}?</source>
        <translation>移除{what}？</translation>
    </message>
    <message>
        <source>{count} {count:run|runs}</source>
        <translation>{count} 个运行</translation>
    </message>
</context>
<context>
    <name>RunEstimate</name>
    <message>
        <source>A run takes about {duration}</source>
        <translation>运行一次约需 {duration}</translation>
    </message>
</context>
<context>
    <name>RunPicker</name>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Current network</source>
        <translation>当前网络</translation>
    </message>
    <message>
        <source>Current network: {run}</source>
        <translation>当前网络：{run}</translation>
    </message>
    <message>
        <source>Network that is inspected: {run}</source>
        <translation>正在检视的网络：{run}</translation>
    </message>
</context>
<context>
    <name>RunsPage</name>
    <message>
        <source>Runs</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Search name, data, network, defence, status</source>
        <translation>搜索名称、数据、网络、防御、状态</translation>
    </message>
    <message>
        <source>Search runs</source>
        <translation>搜索运行</translation>
    </message>
    <message>
        <source>No runs yet</source>
        <translation>尚无运行</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Curves of ticked runs</source>
        <translation>已勾选运行的曲线</translation>
    </message>
    <message>
        <source>Difference of two runs</source>
        <translation>两个运行的差异</translation>
    </message>
    <message>
        <source>Open a network…</source>
        <translation>打开网络…</translation>
    </message>
    <message>
        <source>Attack and inspect a network that was trained elsewhere</source>
        <translation>攻击并检视在别处训练的网络</translation>
    </message>
    <message>
        <source>Written to {folder}: {names}</source>
        <translation>已写入 {folder}：{names}</translation>
    </message>
    <message>
        <source>{count} shown</source>
        <translation>显示 {count} 个</translation>
    </message>
    <message>
        <source>No run matches the search</source>
        <translation>没有符合搜索条件的运行</translation>
    </message>
    <message>
        <source>The search looks at name, data, network, defence and status.</source>
        <translation>搜索范围：名称、数据、网络、防御和状态。</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>清除搜索</translation>
    </message>
    <message>
        <source>Reading the runs: {done} of {total}</source>
        <translation>正在读取运行：{done} / {total}</translation>
    </message>
    <message>
        <source>Every training run is stored here with its settings, curves and network.</source>
        <translation>每次训练都会连同设置、曲线和网络保存在这里。</translation>
    </message>
    <message>
        <source>Select two runs to compare their configurations here.</source>
        <translation>选择两个运行，在这里比较它们的配置。</translation>
    </message>
</context>
<context>
    <name>RunsTable</name>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Clean</source>
        <translation>干净</translation>
    </message>
    <message>
        <source>Baseline</source>
        <translation>基线</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>训练轮数</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Defence</source>
        <translation>防御</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>用时</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>开始于</translation>
    </message>
    <message>
        <source>running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>unreadable</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>Table of runs</source>
        <translation>运行列表</translation>
    </message>
    <message>
        <source>Robust</source>
        <translation>鲁棒</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>已中断</translation>
    </message>
</context>
<context>
    <name>SaveDialog</name>
    <message>
        <source>Existing files: {files}. Replace them?</source>
        <translation>已存在：{files}。要替换吗？</translation>
    </message>
</context>
<context>
    <name>ScorePlot</name>
    <message>
        <source>Two curves appear here after the first epoch.</source>
        <translation>第一轮结束后，这里会出现两条曲线。</translation>
    </message>
    <message>
        <source>clean</source>
        <translation>干净</translation>
    </message>
    <message>
        <source>baseline</source>
        <translation>基线</translation>
    </message>
    <message>
        <source>robust</source>
        <translation>鲁棒</translation>
    </message>
    <message>
        <source>Tick runs in the table above to show their curves here.</source>
        <translation>在上表中勾选运行，其曲线会显示在这里。</translation>
    </message>
</context>
<context>
    <name>Scrubbers</name>
    <message>
        <source>Step</source>
        <translation>时间步</translation>
    </message>
    <message>
        <source>Attack iteration</source>
        <translation>攻击迭代</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>训练轮</translation>
    </message>
    <message>
        <source>now</source>
        <translation>当前</translation>
    </message>
    <message>
        <source>now ({n})</source>
        <translation>当前（{n}）</translation>
    </message>
    <message>
        <source>{n}, result</source>
        <translation>{n}，结果</translation>
    </message>
    <message>
        <source>The network after this epoch; rightmost: the present network</source>
        <translation>这一轮之后的网络；最右端：当前的网络</translation>
    </message>
</context>
<context>
    <name>SearchPathView</name>
    <message>
        <source>Path of the attack</source>
        <translation>攻击路径</translation>
    </message>
    <message>
        <source>towards the attack&apos;s result</source>
        <translation>朝向攻击结果</translation>
    </message>
    <message>
        <source>orthogonal</source>
        <translation>正交方向</translation>
    </message>
    <message>
        <source>No attack yet</source>
        <translation>尚无攻击</translation>
    </message>
    <message>
        <source>Pinned</source>
        <translation>已固定</translation>
    </message>
    <message>
        <source>Attack fails</source>
        <translation>攻击失败</translation>
    </message>
    <message>
        <source>Attack succeeds</source>
        <translation>攻击成功</translation>
    </message>
    <message>
        <source>Clean</source>
        <translation>干净样本</translation>
    </message>
    <message>
        <source>Attack path</source>
        <translation>攻击路径</translation>
    </message>
</context>
<context>
    <name>SequenceList</name>
    <message>
        <source>Number or class</source>
        <translation>编号或类别</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Split of the data</source>
        <translation>数据划分</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Sequences</source>
        <translation>序列</translation>
    </message>
    <message>
        <source>Show all again</source>
        <translation>重新显示全部</translation>
    </message>
    <message>
        <source>Test data</source>
        <translation>测试数据</translation>
    </message>
    <message>
        <source>Validation data</source>
        <translation>验证数据</translation>
    </message>
    <message>
        <source>Training data</source>
        <translation>训练数据</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Class {name}</source>
        <translation>类别 {name}</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>清除搜索</translation>
    </message>
    <message>
        <source>No sequence matches the search.</source>
        <translation>没有符合搜索条件的序列。</translation>
    </message>
    <message>
        <source>Show it in the list</source>
        <translation>在列表中显示</translation>
    </message>
    <message>
        <source>Sequence {index} is shown, but is not in this list.</source>
        <translation>当前显示的序列 {index} 不在此列表中。</translation>
    </message>
    <message>
        <source>Misclassified under attack</source>
        <translation>攻击下误分类</translation>
    </message>
    <message>
        <source>Robust</source>
        <translation>仍正确</translation>
    </message>
    <message>
        <source>Misclassified without attack</source>
        <translation>无攻击时已误分类</translation>
    </message>
    <message>
        <source>{total} {total:sequence|sequences}</source>
        <translation>{total} 条序列</translation>
    </message>
    <message>
        <source>{shown} of {total} {total:sequence|sequences}</source>
        <translation>{total} 条序列中的 {shown} 条</translation>
    </message>
</context>
<context>
    <name>SequencePlot</name>
    <message>
        <source>Feature</source>
        <translation>特征</translation>
    </message>
    <message>
        <source>Feature shown</source>
        <translation>显示的特征</translation>
    </message>
    <message>
        <source>Text of the sequence</source>
        <translation>序列的文本</translation>
    </message>
    <message>
        <source>all features</source>
        <translation>全部特征</translation>
    </message>
    <message>
        <source>one above the other</source>
        <translation>上下分列</translation>
    </message>
    <message>
        <source>step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>value</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Choose a sequence in the table.</source>
        <translation>在表中选择一条序列。</translation>
    </message>
</context>
<context>
    <name>SequenceTable</name>
    <message>
        <source>no.</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>shape</source>
        <translation>形状</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>Table of sequences</source>
        <translation>序列列表</translation>
    </message>
    <message>
        <source>target</source>
        <translation>目标值</translation>
    </message>
    <message>
        <source>split</source>
        <translation>划分</translation>
    </message>
</context>
<context>
    <name>SoundBar</name>
    <message>
        <source>Save as .wav</source>
        <translation>存为 .wav</translation>
    </message>
    <message>
        <source>Save clean sound (WAV)…</source>
        <translation>保存干净声音 (WAV)…</translation>
    </message>
    <message>
        <source>Save adversarial sound (WAV)…</source>
        <translation>保存对抗样本声音 (WAV)…</translation>
    </message>
    <message>
        <source>Save amplified difference (WAV)…</source>
        <translation>保存放大后的差值 (WAV)…</translation>
    </message>
    <message>
        <source>Clean</source>
        <translation>干净样本</translation>
    </message>
    <message>
        <source>Difference ×{gain}</source>
        <translation>差值 ×{gain}</translation>
    </message>
    <message>
        <source>This system has no program that plays sound (such as aplay or paplay). Save as .wav and listen elsewhere.</source>
        <translation>此系统没有播放声音的程序（例如 aplay 或 paplay）。请存为 .wav，在别处收听。</translation>
    </message>
    <message>
        <source>The sample rate of these data is not known: played at {rate} Hz.</source>
        <translation>这些数据的采样率未知：以 {rate} Hz 播放。</translation>
    </message>
    <message>
        <source>Play or stop</source>
        <translation>播放或停止</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Play: {sound}</source>
        <translation>播放：{sound}</translation>
    </message>
    <message>
        <source>The sound cannot be played: {problem}. Save as .wav and listen elsewhere.</source>
        <translation>无法播放声音：{problem}。请存为 .wav，在别处收听。</translation>
    </message>
    <message>
        <source>Adversarial</source>
        <translation>对抗样本</translation>
    </message>
</context>
<context>
    <name>SpecExchange</name>
    <message>
        <source>Copy as TOML</source>
        <translation>复制为 TOML</translation>
    </message>
    <message>
        <source>Paste TOML</source>
        <translation>粘贴 TOML</translation>
    </message>
    <message>
        <source>Copy as command</source>
        <translation>复制为命令</translation>
    </message>
    <message>
        <source>Open TOML file…</source>
        <translation>打开 TOML 文件…</translation>
    </message>
    <message>
        <source>Save as TOML file…</source>
        <translation>存为 TOML 文件…</translation>
    </message>
    <message>
        <source>The configuration is on the clipboard, as TOML.</source>
        <translation>配置已作为 TOML 复制到剪贴板。</translation>
    </message>
    <message>
        <source>The command is on the clipboard. Paste it into a shell to repeat the run.</source>
        <translation>命令已复制到剪贴板。粘贴到终端即可重复此运行。</translation>
    </message>
    <message>
        <source>The clipboard</source>
        <translation>剪贴板</translation>
    </message>
    <message>
        <source>There is no text on the clipboard.</source>
        <translation>剪贴板中没有文本。</translation>
    </message>
    <message>
        <source>Open a configuration</source>
        <translation>打开配置</translation>
    </message>
    <message>
        <source>Save the configuration</source>
        <translation>保存配置</translation>
    </message>
    <message>
        <source>Configurations (*.toml);;All files (*)</source>
        <translation>配置文件 (*.toml);;所有文件 (*)</translation>
    </message>
    <message>
        <source>{source} is not a valid configuration. Nothing was changed.</source>
        <translation>{source}不是有效的配置。没有更改任何设置。</translation>
    </message>
</context>
<context>
    <name>SpectrogramView</name>
    <message>
        <source>Spectrogram</source>
        <translation>频谱图</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差值</translation>
    </message>
    <message>
        <source>frequency</source>
        <translation>频率</translation>
    </message>
    <message>
        <source>No sound yet</source>
        <translation>尚无声音</translation>
    </message>
    <message>
        <source>No attack yet</source>
        <translation>尚无攻击</translation>
    </message>
    <message>
        <source>Clean</source>
        <translation>干净样本</translation>
    </message>
    <message>
        <source>Adversarial</source>
        <translation>对抗样本</translation>
    </message>
</context>
<context>
    <name>SpeechView</name>
    <message>
        <source>Waveform</source>
        <translation>波形</translation>
    </message>
    <message>
        <source>Clean</source>
        <translation>干净样本</translation>
    </message>
    <message>
        <source>amplitude</source>
        <translation>振幅</translation>
    </message>
    <message>
        <source>No sound yet</source>
        <translation>尚无声音</translation>
    </message>
    <message>
        <source>SNR {snr} dB · peak {peak} dB</source>
        <translation>SNR {snr} dB · 峰值 {peak} dB</translation>
    </message>
    <message>
        <source>SNR: energy of the sound relative to that of the perturbation, {snr} dB. dB_x(δ): peak of the perturbation relative to the peak of the sound, {peak} dB.</source>
        <translation>SNR：声音能量与扰动能量之比，{snr} dB。dB_x(δ)：扰动峰值相对于声音峰值，{peak} dB。</translation>
    </message>
    <message>
        <source>Adversarial</source>
        <translation>对抗样本</translation>
    </message>
</context>
<context>
    <name>StallBanner</name>
    <message>
        <source>Change this setting and train anew</source>
        <translation>更改此设置并重新训练</translation>
    </message>
    <message>
        <source>Epoch {epoch}: accuracy {clean} on {n} {n:sequence|sequences}, no better than always predicting the most frequent class ({majority}).</source>
        <translation>第 {epoch} 轮：在 {n} 条序列上精度为 {clean}，并不优于始终预测最常见的类别（{majority}）。</translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>Reading {name} …</source>
        <translation>正在读取 {name} …</translation>
    </message>
    <message>
        <source>No data</source>
        <translation>无数据</translation>
    </message>
    <message>
        <source>{name} · {train} for training, {test} for testing</source>
        <translation>{name} · 训练 {train} 条，测试 {test} 条</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Stopping …</source>
        <translation>正在停止…</translation>
    </message>
    <message>
        <source>{count} waiting</source>
        <translation>{count} 个等待中</translation>
    </message>
    <message>
        <source>Engine is starting …</source>
        <translation>引擎正在启动…</translation>
    </message>
    <message>
        <source>Engine is ready</source>
        <translation>引擎就绪</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>处理器</translation>
    </message>
</context>
<context>
    <name>StepPlayer</name>
    <message>
        <source>Play or pause (Space). Right click: speed and loop.</source>
        <translation>播放或暂停（空格）。右键：速度与循环。</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Loop</source>
        <translation>循环</translation>
    </message>
    <message>
        <source>{speed} {speed:step|steps} per second</source>
        <translation>每秒 {speed} 步</translation>
    </message>
</context>
<context>
    <name>StepPlot</name>
    <message>
        <source>step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>轮</translation>
    </message>
    <message>
        <source>training time</source>
        <translation>训练时间</translation>
    </message>
</context>
<context>
    <name>TestData</name>
    <message>
        <source>from the same source</source>
        <translation>来自同一数据源</translation>
    </message>
</context>
<context>
    <name>TextView</name>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Tokens of the text</source>
        <translation>文本的词元</translation>
    </message>
    <message>
        <source>Type another text to see how the prediction changes</source>
        <translation>输入别的文本，观察预测如何变化</translation>
    </message>
    <message>
        <source>The text</source>
        <translation>文本内容</translation>
    </message>
    <message>
        <source>Edit the text: the prediction is updated on Enter, or after a short pause.</source>
        <translation>编辑文本：按 Enter 或稍作停顿后更新预测。</translation>
    </message>
    <message>
        <source>attribution {weight}: supports the prediction</source>
        <translation>归因 {weight}：支持该预测</translation>
    </message>
    <message>
        <source>replaced by &apos;{token}&apos;</source>
        <translation>替换为“{token}”</translation>
    </message>
    <message>
        <source>clean</source>
        <translation>干净</translation>
    </message>
    <message>
        <source>attribution</source>
        <translation>归因</translation>
    </message>
    <message>
        <source>shift</source>
        <translation>偏移</translation>
    </message>
    <message>
        <source>&apos;{token}&apos; was inserted</source>
        <translation>插入了“{token}”</translation>
    </message>
    <message>
        <source>embedding moved by {shift} std; the nearest token is now &apos;{token}&apos;</source>
        <translation>嵌入移动了 {shift} 个标准差单位；现在最近的词元是“{token}”</translation>
    </message>
    <message>
        <source>not in the vocabulary of the network</source>
        <translation>不在网络的词表中</translation>
    </message>
    <message>
        <source>swapped with its neighbour &apos;{token}&apos;</source>
        <translation>与相邻的“{token}”互换</translation>
    </message>
    <message>
        <source>supports the prediction</source>
        <translation>支持该预测</translation>
    </message>
    <message>
        <source>opposes the prediction</source>
        <translation>反对该预测</translation>
    </message>
    <message>
        <source>perturbation of the embedding</source>
        <translation>嵌入的扰动</translation>
    </message>
    <message>
        <source>inserted by the attack</source>
        <translation>由攻击插入</translation>
    </message>
    <message>
        <source>struck through: deleted or replaced</source>
        <translation>删除线：被删除或被替换</translation>
    </message>
    <message>
        <source>Before editing: {before}. Now: {now}, the prediction has changed.</source>
        <translation>编辑前：{before}。现在：{now}，预测已改变。</translation>
    </message>
    <message>
        <source>Before editing: {before}. Now: {now}.</source>
        <translation>编辑前：{before}。现在：{now}。</translation>
    </message>
    <message>
        <source>adversarial</source>
        <translation>对抗样本</translation>
    </message>
    <message>
        <source>deleted</source>
        <translation>删除</translation>
    </message>
</context>
<context>
    <name>TimeAxis</name>
    <message>
        <source>step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>token</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>row</source>
        <translation>行</translation>
    </message>
    <message>
        <source>date</source>
        <translation>日期</translation>
    </message>
</context>
<context>
    <name>ToolBar</name>
    <message>
        <source>Tool bar</source>
        <translation>工具栏</translation>
    </message>
</context>
<context>
    <name>TrainFacts</name>
    <message>
        <source>Epoch</source>
        <translation>训练轮</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>训练步</translation>
    </message>
    <message>
        <source>Sequences/s</source>
        <translation>序列/秒</translation>
    </message>
    <message>
        <source>Elapsed</source>
        <translation>已用时间</translation>
    </message>
    <message>
        <source>Remaining</source>
        <translation>剩余时间</translation>
    </message>
    <message>
        <source>Clean error</source>
        <translation>干净误差</translation>
    </message>
    <message>
        <source>Clean bits</source>
        <translation>干净比特数</translation>
    </message>
    <message>
        <source>Robust bits</source>
        <translation>攻击下的比特数</translation>
    </message>
    <message>
        <source>Robust error</source>
        <translation>攻击下的误差</translation>
    </message>
    <message>
        <source>Baseline, skill score</source>
        <translation>基线、技能评分</translation>
    </message>
    <message>
        <source>Baseline</source>
        <translation>基线</translation>
    </message>
    <message>
        <source>Error of the persistence forecast, which repeats the last observed value; skill score: 1 - clean error / baseline.</source>
        <translation>持续性预测（重复最后一个观测值）的误差；技能评分：1 − 干净误差 / 基线。</translation>
    </message>
    <message>
        <source>Bits per token of the unigram model, which knows the frequency of each token only.</source>
        <translation>一元模型（只知道各词元的频率）的每词元比特数。</translation>
    </message>
    <message>
        <source>Clean accuracy (n = {n})</source>
        <translation>干净精度（n = {n}）</translation>
    </message>
    <message>
        <source>Robust accuracy (n = {n})</source>
        <translation>鲁棒精度（n = {n}）</translation>
    </message>
    <message>
        <source>Clean accuracy</source>
        <translation>干净精度</translation>
    </message>
    <message>
        <source>Robust accuracy</source>
        <translation>鲁棒精度</translation>
    </message>
    <message>
        <source>evaluated on {n} {n:sequence|sequences} of the validation data</source>
        <translation>在验证数据的 {n} 条序列上评估</translation>
    </message>
    <message>
        <source>evaluated on {n} {n:sequence|sequences} of the test data</source>
        <translation>在测试数据的 {n} 条序列上评估</translation>
    </message>
</context>
<context>
    <name>TrainPage</name>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Resume this run</source>
        <translation>继续此运行</translation>
    </message>
    <message>
        <source>Continue the run shown here from its checkpoint</source>
        <translation>从检查点继续此处显示的运行</translation>
    </message>
    <message>
        <source>Nothing has been trained yet</source>
        <translation>尚未训练</translation>
    </message>
    <message>
        <source>The settings are filled in. Press Train: clean and robust accuracy appear here.</source>
        <translation>设置已填好。点“训练”，干净精度与鲁棒精度会显示在这里。</translation>
    </message>
    <message>
        <source>Estimated duration of a run with the present settings on this machine</source>
        <translation>按当前设置在本机上运行一次的预计时长</translation>
    </message>
</context>
<context>
    <name>TrainPlots</name>
    <message>
        <source>Gradient norm, before clipping</source>
        <translation>梯度范数，裁剪前</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Gradient norm, learning rate</source>
        <translation>梯度范数、学习率</translation>
    </message>
</context>
<context>
    <name>ValuesView</name>
    <message>
        <source>Values</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Values at the step</source>
        <translation>该步的数值</translation>
    </message>
    <message>
        <source>Feature</source>
        <translation>特征</translation>
    </message>
    <message>
        <source>Clean</source>
        <translation>干净样本</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>更改</translation>
    </message>
    <message>
        <source>No sequence yet</source>
        <translation>尚无序列</translation>
    </message>
    <message>
        <source>At {moment}. Double click a clean value to change it.</source>
        <translation>位于 {moment}。双击干净值即可更改。</translation>
    </message>
    <message>
        <source>Adversarial</source>
        <translation>对抗样本</translation>
    </message>
</context>
<context>
    <name>VerdictCard</name>
    <message>
        <source>Reliable</source>
        <translation>可靠</translation>
    </message>
    <message>
        <source>Doubtful</source>
        <translation>存疑</translation>
    </message>
    <message>
        <source>Unreliable</source>
        <translation>不可靠</translation>
    </message>
    <message>
        <source>Checks that did not pass: {reasons}.</source>
        <translation>未通过的检查：{reasons}。</translation>
    </message>
    <message>
        <source>{metric}: {clean} on clean inputs, {value} under {attack} (95 % interval {low} to {high}), {worst} in the worst case over all attacks tried. {threat}, eps {eps} {unit}, n = {samples}.</source>
        <translation>{metric}：干净样本 {clean}，{attack} 攻击下 {value}（95 % 置信区间 {low} 至 {high}），所有尝试过的攻击的最坏情况 {worst}。{threat}，ε {eps} {unit}，n = {samples}。</translation>
    </message>
</context>
<context>
    <name>Watch</name>
    <message>
        <source>This run is trained on {data}. Open these data to watch one of their sequences.</source>
        <translation>此运行在 {data} 上训练。打开该数据集即可观察其中的序列。</translation>
    </message>
</context>
<context>
    <name>WatchHeadline</name>
    <message>
        <source>The selected sequence, clean and adversarial, appears here with the first evaluation.</source>
        <translation>所选序列（干净与对抗样本）会在首次评估时显示在这里。</translation>
    </message>
    <message>
        <source>target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>clean</source>
        <translation>干净</translation>
    </message>
    <message>
        <source>adversarial</source>
        <translation>对抗</translation>
    </message>
    <message>
        <source>decision change</source>
        <translation>决策变化</translation>
    </message>
</context>
<context>
    <name>presets</name>
    <message>
        <source>Adversarial training (Madry)</source>
        <translation>对抗训练（Madry）</translation>
    </message>
    <message>
        <source>Adversarial training, clean and adversarial loss</source>
        <translation>对抗训练，干净损失与对抗损失并用</translation>
    </message>
    <message>
        <source>Bidirectional LSTM</source>
        <translation>双向 LSTM</translation>
    </message>
    <message>
        <source>Forecast: GRU, slow and short</source>
        <translation>预测：GRU，慢而短</translation>
    </message>
    <message>
        <source>Heart beats: GRU with dropout</source>
        <translation>心搏：带丢弃的 GRU</translation>
    </message>
    <message>
        <source>Image rows: GRU, short</source>
        <translation>图像行：GRU，短训练</translation>
    </message>
    <message>
        <source>Next token: a small language model</source>
        <translation>下一词元：小型语言模型</translation>
    </message>
    <message>
        <source>Noise augmentation</source>
        <translation>噪声增强</translation>
    </message>
    <message>
        <source>Plain training</source>
        <translation>普通训练</translation>
    </message>
    <message>
        <source>Quick look</source>
        <translation>快速体验</translation>
    </message>
    <message>
        <source>Speech: GRU on log-mel frames</source>
        <translation>语音：基于对数梅尔帧的 GRU</translation>
    </message>
    <message>
        <source>Text: GRU on word embeddings, token substitutions</source>
        <translation>文本：词嵌入上的 GRU，词元替换</translation>
    </message>
</context>
<context>
    <name>robustgui.api</name>
    <message>
        <source>&apos;{poison}&apos; has no trigger to evaluate.</source>
        <translation>“{poison}”没有可以评估的触发器。</translation>
    </message>
    <message>
        <source>A module of TorchScript has no source that could be stored. Give rg.Module the class that it was made from, or attack it as it is with rg.import_network(module, data).</source>
        <translation>TorchScript 模块没有可存储的源代码。请把生成它的类交给 rg.Module，或用 rg.import_network(module, data) 直接攻击它。</translation>
    </message>
    <message>
        <source>Choose at least one attack and one budget eps.</source>
        <translation>请至少选择一种攻击和一个预算 eps。</translation>
    </message>
    <message>
        <source>Texts are stored as .npz or .csv, not as {file}.</source>
        <translation>文本存为 .npz 或 .csv，不能存为 {file}。</translation>
    </message>
    <message>
        <source>The attack perturbed token embeddings, which are not text. Store them as .npz.</source>
        <translation>攻击扰动的是词元的嵌入，它们不是文本。请存为 .npz。</translation>
    </message>
    <message>
        <source>The class {name} with the arguments that are attributes of the module gives other outputs than the module, so its source cannot be stored. Keep every argument of __init__ as an attribute of the same name, or leave runs out.</source>
        <translation>以模块属性中保存的参数重新创建的类 {name} 与该模块的输出不同，因此无法存储其源代码。请将 __init__ 的每个参数保存为同名属性，或不指定 runs。</translation>
    </message>
    <message>
        <source>The extension of {file} is not a known format. Known: {known}.</source>
        <translation>{file} 的扩展名不对应任何格式。已知格式：{known}。</translation>
    </message>
    <message>
        <source>This network is not a classifier, so it has no accuracy. Its errors are clean_answers.value and attacked_answers.value.</source>
        <translation>该网络不是分类器，因此没有精度。它的误差是 clean_answers.value 和 attacked_answers.value。</translation>
    </message>
    <message>
        <source>seed and split_seed are two names of the same setting. Give one of them.</source>
        <translation>seed 与 split_seed 是同一设置的两个名称，只需给出其中一个。</translation>
    </message>
    <message>
        <source>{data} has other classes or targets than the network was trained on.</source>
        <translation>{data} 的类别或目标与网络训练时的不同。</translation>
    </message>
    <message>
        <source>{data} is tokenised differently from the training data of the network. Prepare it with the dataset&apos;s pipeline.</source>
        <translation>{data} 的词元切分方式与网络训练时的不同。请用该数据集的处理流程来预处理。</translation>
    </message>
    <message>
        <source>{file} cannot be written: the folder does not exist. Create it, or choose another.</source>
        <translation>无法写入 {file}：没有这个文件夹。请先建立它，或另选位置。</translation>
    </message>
    <message>
        <source>{folder} contains other files than an adversarial set ({files}), and nothing was written. Choose another name.</source>
        <translation>{folder} 中除对抗样本集外还有其他文件（{files}），未写入任何内容。请另选名称。</translation>
    </message>
    <message>
        <source>Name the data that the network is measured on, such as data.test.</source>
        <translation>请指定用于测量网络的数据，例如 data.test。</translation>
    </message>
    <message>
        <source>This run is not stored. Measure its network: rg.measure(run.network, ..., run.dataset).</source>
        <translation>该运行未保存。请测量其网络：rg.measure(run.network, ..., run.dataset)。</translation>
    </message>
    <message>
        <source>{data} has {found} {found:feature|features}, but the network was trained on {needed}.</source>
        <translation>{data} 有 {found} 个特征，但网络是用 {needed} 个特征训练的。</translation>
    </message>
    <message>
        <source>&apos;{name}&apos; is for files, and has no meaning for objects in memory.</source>
        <translation>“{name}”只用于文件，对内存中的对象没有意义。</translation>
    </message>
    <message>
        <source>The labels are not classes: they are numbers that are not whole. Give class names or indices.</source>
        <translation>标签不是类别：它们是非整数的数值。请给出类别名称或类别编号。</translation>
    </message>
    <message>
        <source>The labels of a file are read from it, so y cannot be given beside a file name.</source>
        <translation>文件的标签从文件中读取，因此不能在给出文件名的同时给出 y。</translation>
    </message>
    <message>
        <source>The parts of a dataset are train, test and valid, not {names}.</source>
        <translation>数据集的各部分为 train、test 和 valid，而不是 {names}。</translation>
    </message>
    <message>
        <source>rg.Module takes a class, a function or a torch.nn.Module, not a {type}.</source>
        <translation>rg.Module 接受类、函数或 torch.nn.Module，而不是 {type}。</translation>
    </message>
    <message>
        <source>{name} has no parameter {unknown}. Its parameters are {known}.</source>
        <translation>{name} 没有参数 {unknown}。它的参数为 {known}。</translation>
    </message>
    <message>
        <source>{name} needs {missing}. Give a value, such as rg.Module({name}, {first}=...), or say which parameters are the numbers of features and of outputs with features= and outputs=.</source>
        <translation>{name} 需要 {missing}。请给出值，例如 rg.Module({name}, {first}=...)，或用 features= 和 outputs= 说明哪些参数是特征数和输出数。</translation>
    </message>
    <message>
        <source>The clean sequences of this result are not known, so it cannot be saved.</source>
        <translation>此结果的干净序列未知，因此无法保存。</translation>
    </message>
    <message>
        <source>The source of {name} and of what it uses has {count} {count:character|characters}; at most {most} are stored with a run. Put it into a file and use rg.Python(entry=&apos;file.py:function&apos;).</source>
        <translation>{name} 及其所用内容的源代码有 {count} 个字符；随运行存储的最多为 {most} 个。请将其放入文件并使用 rg.Python(entry=&apos;file.py:function&apos;)。</translation>
    </message>
    <message>
        <source>The source of a lambda cannot be stored. Write rg.Module(MyNet, ...), or a function with def.</source>
        <translation>lambda 的源代码无法存储。请写成 rg.Module(MyNet, ...)，或使用 def 定义的函数。</translation>
    </message>
    <message>
        <source>A RunSpec is complete, so {names} cannot be given beside it. Change the spec instead, such as spec.copy_with(seed=7).</source>
        <translation>RunSpec 已包含全部设置，不能再另外给出 {names}。请直接修改它，例如 spec.copy_with(seed=7)。</translation>
    </message>
    <message>
        <source>{function} has no argument &apos;{name}&apos;. Did you mean &apos;{close}&apos;?</source>
        <translation>{function} 没有参数“{name}”。是否指“{close}”？</translation>
    </message>
    <message>
        <source>{function} has no argument &apos;{name}&apos;. Its arguments are {names}.</source>
        <translation>{function} 没有参数“{name}”。它的参数为 {names}。</translation>
    </message>
    <message>
        <source>{function} is called as {signature}: {problem}.</source>
        <translation>{function} 的调用方式为 {signature}：{problem}。</translation>
    </message>
    <message>
        <source>{function}: {argument} must be {expected}, and {cls} is a class. Create one, such as {cls}().</source>
        <translation>{function}：{argument} 应为 {expected}，而 {cls} 是类。请先创建对象，例如 {cls}()。</translation>
    </message>
    <message>
        <source>{function}: {argument} must be {expected}, not {value}.</source>
        <translation>{function}：{argument} 应为 {expected}，而不是 {value}。</translation>
    </message>
</context>
<context>
    <name>robustgui.attacks</name>
    <message>
        <source>A position is</source>
        <translation>一个位置指</translation>
    </message>
    <message>
        <source>A single gradient step of the size of the budget; with random initialisation it is R-FGSM (Wong et al. 2020, arXiv:2001.03994).</source>
        <translation>步长等于预算的单步梯度攻击；使用随机初始化即为 R-FGSM（Wong et al. 2020, arXiv:2001.03994）。</translation>
    </message>
    <message>
        <source>APGD (adaptive step size)</source>
        <translation>APGD（自适应步长）</translation>
    </message>
    <message>
        <source>Adam&apos;s learning rate as a share of the budget.</source>
        <translation>Adam 的学习率，以占预算的比例计。</translation>
    </message>
    <message>
        <source>Add background noise at a fixed signal-to-noise ratio.</source>
        <translation>以固定的信噪比加入背景噪声。</translation>
    </message>
    <message>
        <source>Add random noise, projected onto the threat set; of several draws the one with the highest loss is kept for each sequence.</source>
        <translation>加入随机噪声并投影到威胁集；多次抽取时，每条序列保留损失最大的一次。</translation>
    </message>
    <message>
        <source>Adversarial starting point</source>
        <translation>对抗起点</translation>
    </message>
    <message>
        <source>Attack loss</source>
        <translation>攻击损失</translation>
    </message>
    <message>
        <source>Auto-PGD: gradient ascent with momentum; the step size is halved, from the best point on, once the loss stops increasing.</source>
        <translation>Auto-PGD：带动量的梯度上升；当损失不再增大时，从最优点起将步长减半。</translation>
    </message>
    <message>
        <source>AutoAttack (ensemble of four attacks)</source>
        <translation>AutoAttack（四种攻击的集成）</translation>
    </message>
    <message>
        <source>Background noise (random baseline)</source>
        <translation>背景噪声（随机基线）</translation>
    </message>
    <message>
        <source>Backward step (beta)</source>
        <translation>回退系数 β</translation>
    </message>
    <message>
        <source>Beam search over edits (score-based)</source>
        <translation>编辑的束搜索（基于分数）</translation>
    </message>
    <message>
        <source>Beam search over edits: all texts that are one edit away are evaluated with the network, and the best are kept.</source>
        <translation>对编辑做束搜索：用网络评估所有相差一次编辑的文本，并保留最好的若干条。</translation>
    </message>
    <message>
        <source>Beam width</source>
        <translation>束宽</translation>
    </message>
    <message>
        <source>Bisection over budgets (any threat model)</source>
        <translation>预算二分法（任意威胁模型）</translation>
    </message>
    <message>
        <source>Bisection over budgets with PGD (HotFlip on texts): the smallest eps at which each example is misclassified.</source>
        <translation>用 PGD（文本用 HotFlip）对预算做二分：求使每个样本被误分类的最小 ε。</translation>
    </message>
    <message>
        <source>Bisection steps</source>
        <translation>二分次数</translation>
    </message>
    <message>
        <source>Boundary attack (random walk, decision-based)</source>
        <translation>边界攻击（随机游走，基于决策）</translation>
    </message>
    <message>
        <source>Candidate classes</source>
        <translation>候选类别数</translation>
    </message>
    <message>
        <source>Candidates</source>
        <translation>候选数</translation>
    </message>
    <message>
        <source>Carlini &amp; Wagner (minimum L2 norm)</source>
        <translation>Carlini &amp; Wagner（最小 L2 范数）</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>置信度</translation>
    </message>
    <message>
        <source>Decay factor of the accumulated gradient; 1 is MI-FGSM, 0 is no momentum.</source>
        <translation>累积梯度的衰减系数；1 即 MI-FGSM，0 表示无动量。</translation>
    </message>
    <message>
        <source>DeepFool (fast, approximately minimum norm)</source>
        <translation>DeepFool（快速，近似最小范数）</translation>
    </message>
    <message>
        <source>Distance between the current point and the probes, in each value.</source>
        <translation>探测点与当前点在每个值上的距离。</translation>
    </message>
    <message>
        <source>Distribution of the noise; tokens are always replaced uniformly at random.</source>
        <translation>噪声的分布；词元始终均匀随机替换。</translation>
    </message>
    <message>
        <source>Drop a share of the time steps; a dropped step repeats the last one that was kept, or the mean of the sequence.</source>
        <translation>丢失一部分时间步；丢失处重复之前最后一个保留的时间步，或取序列的均值。</translation>
    </message>
    <message>
        <source>Dropped time steps (random baseline)</source>
        <translation>丢失时间步（随机基线）</translation>
    </message>
    <message>
        <source>EOT samples</source>
        <translation>EOT 采样次数</translation>
    </message>
    <message>
        <source>Ensemble of APGD on the network&apos;s own loss, targeted APGD, targeted FAB, and Square.</source>
        <translation>集成攻击：对网络自身损失的 APGD、有目标 APGD、有目标 FAB，以及 Square。</translation>
    </message>
    <message>
        <source>Estimate the normal of the decision boundary from decisions around a point on it, step along it, and return to the boundary by bisection.</source>
        <translation>由边界点周围的决策估计决策边界的法向，沿法向迈步，再用二分法回到边界。</translation>
    </message>
    <message>
        <source>Every attack uses all its iterations and queries on every sequence, as published; otherwise only where success is likely.</source>
        <translation>每种攻击对每条序列都用尽全部迭代和查询，与原论文一致；否则只在可能成功之处使用。</translation>
    </message>
    <message>
        <source>Every target class gets a tenth of the steps; only the two closest to success get all of them.</source>
        <translation>每个目标类别先用十分之一的迭代次数，只有最接近成功的两个用完全部迭代次数。</translation>
    </message>
    <message>
        <source>Extent</source>
        <translation>作用范围</translation>
    </message>
    <message>
        <source>Extrapolation of each projection (eta); 1 ends on the linearised boundary.</source>
        <translation>每次投影的外推系数 η；1 表示恰好到达线性化边界。</translation>
    </message>
    <message>
        <source>FAB (fast adaptive boundary)</source>
        <translation>FAB（快速自适应边界）</translation>
    </message>
    <message>
        <source>FAB-T runs once for each target class; FAB needs as many gradients and succeeds slightly less often.</source>
        <translation>FAB-T 对每个目标类别各运行一次；FAB 所需的梯度同样多，成功率略低。</translation>
    </message>
    <message>
        <source>FAB-T: one run for each target class</source>
        <translation>FAB-T：对每个目标类别各运行一次</translation>
    </message>
    <message>
        <source>FAB: the nearest boundary at each step</source>
        <translation>FAB：每步取最近的边界</translation>
    </message>
    <message>
        <source>FGSM (one gradient step)</source>
        <translation>FGSM（单步梯度）</translation>
    </message>
    <message>
        <source>FMN (fast minimum norm)</source>
        <translation>FMN（快速最小范数）</translation>
    </message>
    <message>
        <source>Fast minimum-norm attack, refined by linear programs; started from the clean sequence and from an adversarial point.</source>
        <translation>快速最小范数攻击，再用线性规划细化；分别从干净序列和一个对抗样本出发。</translation>
    </message>
    <message>
        <source>First estimate</source>
        <translation>首次估计</translation>
    </message>
    <message>
        <source>First orthogonal step</source>
        <translation>初始正交步长</translation>
    </message>
    <message>
        <source>First step towards the source</source>
        <translation>初始内移步长</translation>
    </message>
    <message>
        <source>First window</source>
        <translation>初始窗口</translation>
    </message>
    <message>
        <source>Full budget for every sequence</source>
        <translation>每条序列用尽预算</translation>
    </message>
    <message>
        <source>GRU</source>
        <translation>GRU</translation>
    </message>
    <message>
        <source>Gaussian</source>
        <translation>高斯</translation>
    </message>
    <message>
        <source>Gradient ascent on the loss, projected onto the eps-ball after each step.</source>
        <translation>沿损失做梯度上升，每步之后投影到 ε 球。</translation>
    </message>
    <message>
        <source>Gradient estimation with antithetic Gaussian probes, and PGD with momentum along the estimate.</source>
        <translation>用对偶高斯探测估计梯度，并沿估计方向做带动量的 PGD。</translation>
    </message>
    <message>
        <source>Gradient estimation with random signs (all values probed at once), and Adam along the estimate, projected onto the threat set.</source>
        <translation>用随机符号估计梯度（同时探测所有数值），沿估计方向使用 Adam，并投影到威胁集。</translation>
    </message>
    <message>
        <source>Greedy words (TextFooler, PWWS)</source>
        <translation>贪心换词（TextFooler、PWWS）</translation>
    </message>
    <message>
        <source>HopSkipJump (decision-based)</source>
        <translation>HopSkipJump（基于决策）</translation>
    </message>
    <message>
        <source>HotFlip (gradient over the vocabulary, white-box)</source>
        <translation>HotFlip（遍历词表的梯度，白盒）</translation>
    </message>
    <message>
        <source>How the positions are selected.</source>
        <translation>如何选择位置。</translation>
    </message>
    <message>
        <source>How the step size changes during the attack.</source>
        <translation>步长在攻击过程中如何变化。</translation>
    </message>
    <message>
        <source>Impulse noise (random baseline)</source>
        <translation>脉冲噪声（随机基线）</translation>
    </message>
    <message>
        <source>Initial step size along the decision boundary.</source>
        <translation>沿决策边界的初始步长。</translation>
    </message>
    <message>
        <source>Initial step size towards the clean sequence.</source>
        <translation>朝干净序列的初始步长。</translation>
    </message>
    <message>
        <source>Iterations at each budget.</source>
        <translation>每个预算下的迭代次数。</translation>
    </message>
    <message>
        <source>Iterations from the clean sequence.</source>
        <translation>从干净序列出发的迭代次数。</translation>
    </message>
    <message>
        <source>Iterations of each attack on the surrogate.</source>
        <translation>每次攻击替代模型的迭代次数。</translation>
    </message>
    <message>
        <source>Iterations of each gradient-based attack.</source>
        <translation>每个基于梯度的攻击的迭代次数。</translation>
    </message>
    <message>
        <source>Iterations of each start.</source>
        <translation>每次起始的迭代次数。</translation>
    </message>
    <message>
        <source>Iterations of projected gradient ascent.</source>
        <translation>投影梯度上升的迭代次数。</translation>
    </message>
    <message>
        <source>Iterations per start.</source>
        <translation>每次起始的迭代次数。</translation>
    </message>
    <message>
        <source>Iterations, each over the whole batch.</source>
        <translation>迭代次数，每次遍历整个批次。</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Kind of background noise.</source>
        <translation>背景噪声的类型。</translation>
    </message>
    <message>
        <source>L1: start with three and two times the budget, as published; other norms start at the budget.</source>
        <translation>L1：与原论文一致，先用三倍和两倍的预算；其他范数直接从预算开始。</translation>
    </message>
    <message>
        <source>LSTM</source>
        <translation>LSTM</translation>
    </message>
    <message>
        <source>Larger budgets first</source>
        <translation>先用较大的预算</translation>
    </message>
    <message>
        <source>Largest bias (alpha_max)</source>
        <translation>最大偏置 α_max</translation>
    </message>
    <message>
        <source>Largest weight of the projection of the clean sequence.</source>
        <translation>干净序列的投影所占的最大权重。</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Learning rate of Adam, in standard deviations of the sequence itself.</source>
        <translation>Adam 的学习率，以序列自身的标准差计。</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>长度</translation>
    </message>
    <message>
        <source>Linear programs that shorten the perturbation at the end; 0: the published algorithm alone.</source>
        <translation>末尾用于缩小扰动的线性规划次数；0：仅用原论文的算法。</translation>
    </message>
    <message>
        <source>Linearise the network, step across the nearest linearised decision boundary, and repeat from there.</source>
        <translation>将网络线性化，越过最近的线性化决策边界，并从该点重复。</translation>
    </message>
    <message>
        <source>Margin by which the wrong class must exceed the true one (kappa).</source>
        <translation>错误类别须超出真实类别的间隔（κ）。</translation>
    </message>
    <message>
        <source>Maximum number of iterations.</source>
        <translation>最大迭代次数。</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>Minimise ||delta||_2^2 + c max(0, confidence - margin) with Adam, for several values of c.</source>
        <translation>对若干个 c，用 Adam 最小化 ||delta||_2^2 + c max(0, confidence - margin)。</translation>
    </message>
    <message>
        <source>Minimum-norm attacks do not apply to a live stream: each step is decided before the next one arrives. Evaluate several budgets instead, or switch off the live stream in the threat model.</source>
        <translation>最小范数攻击不适用于实时流：每一步在下一步到来之前就已决定。请改为评估多个预算，或在威胁模型中关闭实时流。</translation>
    </message>
    <message>
        <source>Momentum</source>
        <translation>动量</translation>
    </message>
    <message>
        <source>NES (gradient estimation, score-based)</source>
        <translation>NES（梯度估计，基于分数）</translation>
    </message>
    <message>
        <source>No minimum-norm attack supports the threat model &apos;{threat}&apos;. Choose another threat model.</source>
        <translation>没有最小范数攻击支持威胁模型“{threat}”。请选择其他威胁模型。</translation>
    </message>
    <message>
        <source>Number of adversarial starting points; the search begins at the nearest one.</source>
        <translation>对抗起点的数量；搜索从其中最近的一个开始。</translation>
    </message>
    <message>
        <source>Number of adversarial starting points; the walk begins at the nearest one.</source>
        <translation>对抗起点的数量；游走从其中最近的一个开始。</translation>
    </message>
    <message>
        <source>Number of candidate positions evaluated with the network before one is selected.</source>
        <translation>选定一个位置之前用网络评估的候选位置数。</translation>
    </message>
    <message>
        <source>Number of edits of each kept text that are evaluated with the network.</source>
        <translation>对每条保留的文本，用网络评估的编辑数。</translation>
    </message>
    <message>
        <source>Number of edits of each word that are evaluated with the network.</source>
        <translation>每个单词用网络评估的编辑数。</translation>
    </message>
    <message>
        <source>Number of other classes considered, the most likely ones first.</source>
        <translation>考虑的其他类别数，从最可能的开始。</translation>
    </message>
    <message>
        <source>Number of other sequences that are added up as babble noise.</source>
        <translation>叠加为杂音的其他序列数。</translation>
    </message>
    <message>
        <source>Number of other sequences towards which each sequence is moved.</source>
        <translation>每条序列朝多少条其他序列移动。</translation>
    </message>
    <message>
        <source>Number of passes over all words; words that are read as characters take one edit per pass.</source>
        <translation>遍历所有单词的次数；按字符读取的单词每遍编辑一次。</translation>
    </message>
    <message>
        <source>Number of perturbed time steps, or length of the pattern.</source>
        <translation>被扰动的时间步数，或图案的长度。</translation>
    </message>
    <message>
        <source>Number of positions of a sequence that may be perturbed.</source>
        <translation>一条序列中可以扰动的位置数。</translation>
    </message>
    <message>
        <source>Number of queries for one estimate of the gradient.</source>
        <translation>一次梯度估计所用的查询次数。</translation>
    </message>
    <message>
        <source>Number of random perturbations that are tried for each sequence.</source>
        <translation>每条序列尝试的随机扰动数。</translation>
    </message>
    <message>
        <source>Number of restarts of each APGD.</source>
        <translation>每个 APGD 的重启次数。</translation>
    </message>
    <message>
        <source>Number of restarts on the examples that are still correctly classified.</source>
        <translation>对仍正确分类的样本重启的次数。</translation>
    </message>
    <message>
        <source>Number of rounds over which the queries are spread; the first one queries random points.</source>
        <translation>查询分配到多少轮；第一轮查询随机点。</translation>
    </message>
    <message>
        <source>Number of starts of PGD at each budget.</source>
        <translation>每个预算下 PGD 的起点数。</translation>
    </message>
    <message>
        <source>Number of starts of projected gradient ascent; all but the first are random.</source>
        <translation>投影梯度上升的起点数；除第一个外均为随机。</translation>
    </message>
    <message>
        <source>Number of starts; all but the first are random.</source>
        <translation>起点数；除第一个外均为随机。</translation>
    </message>
    <message>
        <source>Number of target classes that are attacked one by one, the most likely wrong ones first.</source>
        <translation>逐一攻击的目标类别数，从最可能的错误类别开始。</translation>
    </message>
    <message>
        <source>Number of target classes, the most likely wrong ones first.</source>
        <translation>目标类别的数量，从最可能的错误类别开始。</translation>
    </message>
    <message>
        <source>Number of texts that are kept after each edit.</source>
        <translation>每次编辑后保留的文本数。</translation>
    </message>
    <message>
        <source>Number of values of the trade-off constant c that are tried for each sequence.</source>
        <translation>每条序列尝试的权衡常数 c 的取值数。</translation>
    </message>
    <message>
        <source>Number of voices</source>
        <translation>声音数</translation>
    </message>
    <message>
        <source>Of the points where paths to other sequences cross the decision boundary, the one with the best camouflage coefficient.</source>
        <translation>在通往其他序列的路径与决策边界的交点中，取伪装系数最好的一个。</translation>
    </message>
    <message>
        <source>On texts: number of texts that are kept after each edit.</source>
        <translation>对于文本：每次编辑后保留的文本数。</translation>
    </message>
    <message>
        <source>Overshoot</source>
        <translation>越界量</translation>
    </message>
    <message>
        <source>PGD (projected gradient descent)</source>
        <translation>PGD（投影梯度下降）</translation>
    </message>
    <message>
        <source>Passes</source>
        <translation>遍数</translation>
    </message>
    <message>
        <source>Paths</source>
        <translation>路径数</translation>
    </message>
    <message>
        <source>Perturbed unit</source>
        <translation>扰动单元</translation>
    </message>
    <message>
        <source>Positions</source>
        <translation>位置数</translation>
    </message>
    <message>
        <source>Power of the signal relative to the noise.</source>
        <translation>信号功率与噪声功率之比。</translation>
    </message>
    <message>
        <source>Preselect target classes</source>
        <translation>预选目标类别</translation>
    </message>
    <message>
        <source>Probe radius</source>
        <translation>探测半径</translation>
    </message>
    <message>
        <source>Project the current point and the clean sequence onto the nearest linearised decision boundary, and combine both.</source>
        <translation>将当前点和干净序列分别投影到最近的线性化决策边界，再将两者组合。</translation>
    </message>
    <message>
        <source>Queries</source>
        <translation>查询</translation>
    </message>
    <message>
        <source>Queries for the first estimate of the boundary&apos;s normal; later estimates use more.</source>
        <translation>首次估计边界法向所用的查询次数；之后的估计使用更多。</translation>
    </message>
    <message>
        <source>Queries on each path to locate the decision boundary.</source>
        <translation>每条路径上定位决策边界所用的查询次数。</translation>
    </message>
    <message>
        <source>Queries per step</source>
        <translation>每步查询次数</translation>
    </message>
    <message>
        <source>Query budget for each sequence.</source>
        <translation>每条序列的查询预算。</translation>
    </message>
    <message>
        <source>Query budget of Square for each sequence.</source>
        <translation>Square 对每条序列的查询预算。</translation>
    </message>
    <message>
        <source>Radius step (gamma)</source>
        <translation>半径步长 γ</translation>
    </message>
    <message>
        <source>Random draws</source>
        <translation>随机抽取次数</translation>
    </message>
    <message>
        <source>Random initialisation</source>
        <translation>随机初始化</translation>
    </message>
    <message>
        <source>Random noise (random baseline)</source>
        <translation>随机噪声（随机基线）</translation>
    </message>
    <message>
        <source>Random search: perturb a random window of time steps x features of the best sequence so far, and keep it if the loss increases.</source>
        <translation>随机搜索：扰动当前最优序列中一个随机的“时间步 × 特征”窗口，若损失增大则保留。</translation>
    </message>
    <message>
        <source>Random walk along the decision boundary: a step at equal distance, then one towards the clean sequence; only adversarial points are kept.</source>
        <translation>沿决策边界随机游走：先等距侧移一步，再朝干净序列移动一步；只保留对抗样本。</translation>
    </message>
    <message>
        <source>Rank all edits by their first-order increase of the loss, evaluate the best with the network, and continue with the best texts.</source>
        <translation>按损失的一阶增量对所有编辑排序，用网络评估最好的编辑，并用最好的文本继续。</translation>
    </message>
    <message>
        <source>Rank words by their importance to the network&apos;s score, then misspell one after another.</source>
        <translation>按对网络得分的重要性对单词排序，再依次改动其拼写。</translation>
    </message>
    <message>
        <source>Recurrent cell of the surrogate.</source>
        <translation>替代模型的循环单元。</translation>
    </message>
    <message>
        <source>Refinement steps</source>
        <translation>细化次数</translation>
    </message>
    <message>
        <source>Relative change of the radius of the norm ball at first.</source>
        <translation>范数球半径最初的相对变化。</translation>
    </message>
    <message>
        <source>Relative distance between neighbouring budgets of the search.</source>
        <translation>搜索中相邻预算之间的相对间距。</translation>
    </message>
    <message>
        <source>Relative tolerance</source>
        <translation>相对容差</translation>
    </message>
    <message>
        <source>Replace words in the order of their importance, each by the candidate that increases the loss most.</source>
        <translation>按重要性依次替换单词，每个换成使损失增大最多的候选词。</translation>
    </message>
    <message>
        <source>Replacement value</source>
        <translation>替代值</translation>
    </message>
    <message>
        <source>Required increases (rho)</source>
        <translation>所需上升比例 ρ</translation>
    </message>
    <message>
        <source>Restarts</source>
        <translation>重启次数</translation>
    </message>
    <message>
        <source>Rounds</source>
        <translation>轮数</translation>
    </message>
    <message>
        <source>SPSA (gradient estimation with random signs, score-based)</source>
        <translation>SPSA（随机符号梯度估计，基于分数）</translation>
    </message>
    <message>
        <source>Salt-and-pepper noise: a share of the values is moved by +eps or -eps with equal probability.</source>
        <translation>椒盐噪声：一部分值以相同概率加上 +ε 或 -ε。</translation>
    </message>
    <message>
        <source>Samples averaged at each point of a stochastic network (expectation over transformation, EOT); 1 for deterministic networks.</source>
        <translation>对随机网络在每一点取平均的采样次数（期望变换，EOT）；确定性网络为 1。</translation>
    </message>
    <message>
        <source>Score of a word&apos;s importance; PWWS evaluates the replacements of all words before the first one is made.</source>
        <translation>词重要性的评分方式；PWWS 在做出第一个替换之前，先评估所有词的替换。</translation>
    </message>
    <message>
        <source>Scoring function of word importance.</source>
        <translation>单词重要性的评分函数。</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>比例</translation>
    </message>
    <message>
        <source>Share by which a perturbation may exceed the smallest one.</source>
        <translation>扰动可比最小扰动大的比例。</translation>
    </message>
    <message>
        <source>Share by which a step overshoots the decision boundary.</source>
        <translation>一步越过决策边界的比例。</translation>
    </message>
    <message>
        <source>Share of the perturbable time steps that are dropped.</source>
        <translation>可扰动的时间步中被丢失的比例。</translation>
    </message>
    <message>
        <source>Share of the perturbable values in the first windows; later windows are smaller.</source>
        <translation>初始窗口占可扰动数值的比例；之后的窗口更小。</translation>
    </message>
    <message>
        <source>Share of the previous gradient estimates that is kept.</source>
        <translation>保留此前梯度估计的比例。</translation>
    </message>
    <message>
        <source>Share of the steps between two checkpoints that must increase the loss; otherwise the step size is halved.</source>
        <translation>两个检查点之间必须使损失增大的步所占的比例；否则步长减半。</translation>
    </message>
    <message>
        <source>Share of the values, or of the time steps, that are perturbed.</source>
        <translation>被扰动的值（或时间步）的比例。</translation>
    </message>
    <message>
        <source>Signal-to-noise ratio</source>
        <translation>信噪比</translation>
    </message>
    <message>
        <source>Single values, or whole time steps with all their features.</source>
        <translation>单个值，或包含所有特征的整个时间步。</translation>
    </message>
    <message>
        <source>Size of the first step as a share of the budget; later steps are smaller.</source>
        <translation>第一步的步长占预算的比例；之后的步长更小。</translation>
    </message>
    <message>
        <source>Size of the first step, relative to the L2 distance of the sequence from its mean.</source>
        <translation>第一步的步长，相对于序列到其均值的 L2 距离。</translation>
    </message>
    <message>
        <source>Size of the surrogate&apos;s hidden state.</source>
        <translation>替代模型隐状态的大小。</translation>
    </message>
    <message>
        <source>Slack</source>
        <translation>余量</translation>
    </message>
    <message>
        <source>Sparse (few positions)</source>
        <translation>稀疏攻击（少数位置）</translation>
    </message>
    <message>
        <source>Sparse attack: perturb only a few positions (values, time steps or features), within the budget.</source>
        <translation>稀疏攻击：在预算内只扰动少数位置（数值、时间步或特征）。</translation>
    </message>
    <message>
        <source>Square (random search, score-based)</source>
        <translation>Square（随机搜索，基于分数）</translation>
    </message>
    <message>
        <source>Start at a random point of the threat set (R-FGSM).</source>
        <translation>从威胁集内的随机点开始（R-FGSM）。</translation>
    </message>
    <message>
        <source>Start at a random point of the threat set; without it this is the basic iterative method (BIM).</source>
        <translation>从威胁集内的随机点开始；不启用时即为基本迭代法（BIM）。</translation>
    </message>
    <message>
        <source>Start once more at the nearest sequence of another class, or at noise.</source>
        <translation>再从另一类别中最近的序列或从噪声出发一次。</translation>
    </message>
    <message>
        <source>Starts</source>
        <translation>起点数</translation>
    </message>
    <message>
        <source>Step size</source>
        <translation>步长</translation>
    </message>
    <message>
        <source>Step size as a share of the budget.</source>
        <translation>步长占预算的比例。</translation>
    </message>
    <message>
        <source>Step size schedule</source>
        <translation>步长调度</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>迭代次数</translation>
    </message>
    <message>
        <source>Steps of Adam for each value of c.</source>
        <translation>每个 c 下 Adam 的迭代次数。</translation>
    </message>
    <message>
        <source>Surrogate cell</source>
        <translation>替代模型的单元类型</translation>
    </message>
    <message>
        <source>Surrogate hidden units</source>
        <translation>替代模型的隐藏单元数</translation>
    </message>
    <message>
        <source>TSFool-like (best camouflage coefficient)</source>
        <translation>类 TSFool（最佳伪装系数）</translation>
    </message>
    <message>
        <source>Target classes</source>
        <translation>目标类别数</translation>
    </message>
    <message>
        <source>The attack &apos;{attack}&apos; does not minimise the perturbation norm {norm}. Choose another attack ({others}), or another threat model.</source>
        <translation>攻击“{attack}”不能最小化扰动范数 {norm}。请选择其他攻击（{others}），或其他威胁模型。</translation>
    </message>
    <message>
        <source>The attack &apos;{attack}&apos; needs a classifier, but this network predicts something else. Choose another attack: {others}.</source>
        <translation>攻击“{attack}”需要分类网络，而此网络预测的不是类别。请选择其他攻击：{others}。</translation>
    </message>
    <message>
        <source>The attack &apos;{attack}&apos; needs more knowledge of the network than the threat model gives the attacker. Choose another attack ({others}), or give the attacker more knowledge.</source>
        <translation>攻击“{attack}”所需的知识多于该威胁模型给予攻击者的知识。请选择其他攻击（{others}），或给予攻击者更多知识。</translation>
    </message>
    <message>
        <source>The attack &apos;{attack}&apos; perturbs values, but the threat model &apos;{threat}&apos; replaces tokens. Choose another attack ({others}), or a threat model that perturbs values.</source>
        <translation>攻击“{attack}”扰动数值，而威胁模型“{threat}”替换词元。请选择其他攻击（{others}），或扰动数值的威胁模型。</translation>
    </message>
    <message>
        <source>The attack &apos;{attack}&apos; replaces tokens, but the threat model &apos;{threat}&apos; perturbs values. Choose another attack ({others}), or a threat model that replaces tokens.</source>
        <translation>攻击“{attack}”替换词元，而威胁模型“{threat}”扰动数值。请选择其他攻击（{others}），或替换词元的威胁模型。</translation>
    </message>
    <message>
        <source>The data are text, whose values are the network&apos;s own embeddings: no valid range can be stated for them. Take the valid range from the training data, or set it to none.</source>
        <translation>数据为文本，其取值是网络自身的词嵌入，无法为其给定有效范围。请从训练数据取得有效范围，或设为不限制。</translation>
    </message>
    <message>
        <source>The perturbation of an adversarial point is scaled by this factor before the next step.</source>
        <translation>对抗样本的扰动在下一步之前按此系数缩小。</translation>
    </message>
    <message>
        <source>The threat model &apos;{threat}&apos; replaces tokens, but the data are values. Choose another threat model: {others}.</source>
        <translation>威胁模型“{threat}”替换词元，但数据是数值。请选择其他威胁模型：{others}。</translation>
    </message>
    <message>
        <source>The threat model asks for larger or smaller predictions, but the network does not predict numbers. Choose another goal.</source>
        <translation>威胁模型以更大或更小的预测值为目标，但网络不预测数值。请选择其他攻击目标。</translation>
    </message>
    <message>
        <source>The threat model is targeted at a class, but the network does not predict classes. Choose another goal.</source>
        <translation>威胁模型以某个类别为目标，但网络不预测类别。请选择其他攻击目标。</translation>
    </message>
    <message>
        <source>There is no target class {target}. Known classes: {known}.</source>
        <translation>没有目标类别 {target}。已知类别：{known}。</translation>
    </message>
    <message>
        <source>Time steps that are perturbed; a pattern of one step adds the same values everywhere.</source>
        <translation>扰动哪些时间步；单步图案在各处加上相同的值。</translation>
    </message>
    <message>
        <source>Train a surrogate on the network&apos;s outputs, attack the surrogate, query the network at the results, and repeat.</source>
        <translation>用网络的输出训练替代模型，攻击替代模型，在所得结果处查询网络，如此反复。</translation>
    </message>
    <message>
        <source>Training steps</source>
        <translation>训练步数</translation>
    </message>
    <message>
        <source>Training steps of the surrogate in each round.</source>
        <translation>每轮中替代模型的训练步数。</translation>
    </message>
    <message>
        <source>Transfer from a surrogate (score-based)</source>
        <translation>替代模型迁移（基于分数）</translation>
    </message>
    <message>
        <source>Typos (DeepWordBug, score-based)</source>
        <translation>拼写错误（DeepWordBug，基于分数）</translation>
    </message>
    <message>
        <source>Universal perturbation (one for all sequences)</source>
        <translation>通用扰动（所有序列共用）</translation>
    </message>
    <message>
        <source>Universal perturbation: gradient ascent on the mean loss of all sequences, clipped to the valid range and length of each.</source>
        <translation>通用扰动：对所有序列的平均损失做梯度上升，并按每条序列的有效范围和长度裁剪。</translation>
    </message>
    <message>
        <source>Value that the network reads at a dropped time step; before the first kept step it is always the mean.</source>
        <translation>网络在丢失的时间步读到的值；在第一个保留的时间步之前始终为均值。</translation>
    </message>
    <message>
        <source>Values of c</source>
        <translation>c 的取值数</translation>
    </message>
    <message>
        <source>Variant</source>
        <translation>变体</translation>
    </message>
    <message>
        <source>Weight of the tail</source>
        <translation>尾部权重</translation>
    </message>
    <message>
        <source>Weight of the tail score relative to the head score.</source>
        <translation>尾部得分相对于头部得分的权重。</translation>
    </message>
    <message>
        <source>What is counted as one position; all values of a position may be perturbed.</source>
        <translation>什么算作一个位置；一个位置上的所有值都可以扰动。</translation>
    </message>
    <message>
        <source>Word importance</source>
        <translation>词的重要性</translation>
    </message>
    <message>
        <source>a feature</source>
        <translation>一个特征</translation>
    </message>
    <message>
        <source>a pattern, repeated</source>
        <translation>重复的图案</translation>
    </message>
    <message>
        <source>a single value</source>
        <translation>单个值</translation>
    </message>
    <message>
        <source>a time step</source>
        <translation>一个时间步</translation>
    </message>
    <message>
        <source>attack</source>
        <translation>攻击</translation>
    </message>
    <message>
        <source>babble: other sequences of the batch</source>
        <translation>杂音：批次中的其他序列</translation>
    </message>
    <message>
        <source>both, one after the other</source>
        <translation>依次使用两者</translation>
    </message>
    <message>
        <source>brown: power 1/f²</source>
        <translation>棕噪声：功率 1/f²</translation>
    </message>
    <message>
        <source>constant</source>
        <translation>恒定</translation>
    </message>
    <message>
        <source>cosine decay</source>
        <translation>余弦衰减</translation>
    </message>
    <message>
        <source>dB</source>
        <translation>dB</translation>
    </message>
    <message>
        <source>difference of logits ratio (DLR): scale-invariant margin</source>
        <translation>logit 差比（DLR）：尺度不变的间隔</translation>
    </message>
    <message>
        <source>greedy, one position at a time</source>
        <translation>贪心，逐个位置</translation>
    </message>
    <message>
        <source>halved after every quarter of the steps</source>
        <translation>每过四分之一的迭代减半</translation>
    </message>
    <message>
        <source>head and tail score</source>
        <translation>头部与尾部得分</translation>
    </message>
    <message>
        <source>head score</source>
        <translation>头部得分</translation>
    </message>
    <message>
        <source>margin: logit of another class minus that of the label</source>
        <translation>间隔：其他类别的 logit 减去标签的 logit</translation>
    </message>
    <message>
        <source>own loss, then targeted DLR</source>
        <translation>自身损失，然后是有目标的 DLR</translation>
    </message>
    <message>
        <source>of eps</source>
        <translation>× eps</translation>
    </message>
    <message>
        <source>of its L2 norm</source>
        <translation>× L2 范数</translation>
    </message>
    <message>
        <source>of the distance</source>
        <translation>× 距离</translation>
    </message>
    <message>
        <source>of the values</source>
        <translation>× 数值个数</translation>
    </message>
    <message>
        <source>pink: power 1/f</source>
        <translation>粉红噪声：功率 1/f</translation>
    </message>
    <message>
        <source>projected gradient</source>
        <translation>投影梯度</translation>
    </message>
    <message>
        <source>queries</source>
        <translation>次查询</translation>
    </message>
    <message>
        <source>random sign</source>
        <translation>随机符号</translation>
    </message>
    <message>
        <source>saliency times largest gain (PWWS)</source>
        <translation>显著性乘以最大增益（PWWS）</translation>
    </message>
    <message>
        <source>score with the word deleted</source>
        <translation>删去该词时的得分</translation>
    </message>
    <message>
        <source>score with the word unknown</source>
        <translation>换成未知词时的得分</translation>
    </message>
    <message>
        <source>single values</source>
        <translation>单个值</translation>
    </message>
    <message>
        <source>std</source>
        <translation>标准差</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>tail score</source>
        <translation>尾部得分</translation>
    </message>
    <message>
        <source>targeted DLR, one wrong class after the other</source>
        <translation>有目标的 DLR，逐个攻击错误类别</translation>
    </message>
    <message>
        <source>the first time steps</source>
        <translation>最前面的时间步</translation>
    </message>
    <message>
        <source>the last kept step</source>
        <translation>之前最后一个保留的时间步</translation>
    </message>
    <message>
        <source>the mean of the sequence</source>
        <translation>序列的均值</translation>
    </message>
    <message>
        <source>the network&apos;s own loss</source>
        <translation>网络自身的损失</translation>
    </message>
    <message>
        <source>the whole sequence</source>
        <translation>整条序列</translation>
    </message>
    <message>
        <source>uniform</source>
        <translation>均匀</translation>
    </message>
    <message>
        <source>white: equal power at all frequencies</source>
        <translation>白噪声：各频率功率相同</translation>
    </message>
    <message>
        <source>whole time steps, all features in one direction</source>
        <translation>整个时间步，所有特征朝同一方向</translation>
    </message>
</context>
<context>
    <name>robustgui.base</name>
    <message>
        <source>&apos;{file}&apos; is not the name of a file. Choose another name.</source>
        <translation>“{file}”不是文件名。请另选名称。</translation>
    </message>
    <message>
        <source>A process of its own crashed ({reason}).</source>
        <translation>独立进程崩溃（{reason}）。</translation>
    </message>
    <message>
        <source>A process of its own did not finish within {seconds:.0f} s.</source>
        <translation>独立进程未能在 {seconds:.0f} 秒内完成。</translation>
    </message>
    <message>
        <source>A process of its own needed more than {gib:.1f} GiB of memory.</source>
        <translation>独立进程所需内存超过 {gib:.1f} GiB。</translation>
    </message>
    <message>
        <source>The Python code {entry} has changed since it was allowed to run, in {folder} (changed: {changed}; new: {new}; missing: {missing}).</source>
        <translation>Python 代码 {entry} 在获准运行之后有改动，位于 {folder}（已更改：{changed}；新增：{new}；缺失：{missing}）。</translation>
    </message>
    <message>
        <source>The Python code {file} has changed since it was allowed to run.</source>
        <translation>Python 代码 {file} 在获准运行之后有改动。</translation>
    </message>
    <message>
        <source>The folder {folder} cannot be written: {problem}.</source>
        <translation>无法写入文件夹 {folder}：{problem}。</translation>
    </message>
    <message>
        <source>The folder {folder} holds too many files to be allowed to run as a whole. Keep your code in a folder of its own.</source>
        <translation>文件夹 {folder} 中的文件过多，无法整体允许运行。请把您的代码放在单独的文件夹中。</translation>
    </message>
    <message>
        <source>The plug-in package {package} cannot be loaded: {problem}. Correct it, or uninstall it.</source>
        <translation>无法加载插件包 {package}：{problem}。请更正，或将其卸载。</translation>
    </message>
    <message>
        <source>The plug-in {file} cannot be loaded: {problem}. Correct it, or remove its folder from ROBUSTGUI_PLUGINS.</source>
        <translation>无法载入插件 {file}：{problem}。请修正它，或将其文件夹从 ROBUSTGUI_PLUGINS 中移除。</translation>
    </message>
    <message>
        <source>There is no Python module called {name}.</source>
        <translation>没有叫 {name} 的 Python 模块。</translation>
    </message>
    <message>
        <source>There is no file {file}.</source>
        <translation>没有文件 {file}。</translation>
    </message>
    <message>
        <source>There is no setting called &apos;{path}&apos;.</source>
        <translation>没有叫“{path}”的设置。</translation>
    </message>
    <message>
        <source>There is no {kind} called &apos;{name}&apos;. Did you mean &apos;{close}&apos;?</source>
        <translation>没有叫“{name}”的{kind}。您是指“{close}”吗？</translation>
    </message>
    <message>
        <source>There is no {kind} called &apos;{name}&apos;. Known: {known}.</source>
        <translation>没有叫“{name}”的{kind}。已知：{known}。</translation>
    </message>
    <message>
        <source>Your code {entry} imports {file}, which is not among the files that were allowed to run. Name it in an import statement and keep it in the folder {folder}, or install it as a package; then: {command}</source>
        <translation>您的代码 {entry} 导入了 {file}，而它不在获准运行的文件之列。请在 import 语句中写出它的名称并把它放在文件夹 {folder} 中，或将它安装为软件包；然后运行：{command}</translation>
    </message>
    <message>
        <source>and</source>
        <translation>与</translation>
    </message>
    <message>
        <source>at most</source>
        <translation>不超过</translation>
    </message>
    <message>
        <source>delta</source>
        <translation>delta</translation>
    </message>
    <message>
        <source>expected value</source>
        <translation>期望</translation>
    </message>
    <message>
        <source>is missing</source>
        <translation>缺少此项</translation>
    </message>
    <message>
        <source>is not a setting here</source>
        <translation>这里没有这项设置</translation>
    </message>
    <message>
        <source>is not a setting here. Did you mean &apos;{close}&apos;?</source>
        <translation>不是这里的设置。您是指“{close}”吗？</translation>
    </message>
    <message>
        <source>loss of</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>maximum</source>
        <translation>最大值</translation>
    </message>
    <message>
        <source>minimum</source>
        <translation>最小值</translation>
    </message>
    <message>
        <source>must be a finite number, got {input}</source>
        <translation>必须是有限数，现为 {input}</translation>
    </message>
    <message>
        <source>must be a list, got {input}</source>
        <translation>必须是列表，收到的是 {input}</translation>
    </message>
    <message>
        <source>must be a number, got {input}</source>
        <translation>必须是数字，现为 {input}</translation>
    </message>
    <message>
        <source>must be a table of settings, got {input}</source>
        <translation>必须是一组设置，收到的是 {input}</translation>
    </message>
    <message>
        <source>must be a whole number, got {input}</source>
        <translation>必须是整数，现为 {input}</translation>
    </message>
    <message>
        <source>must be less than {lt}, got {input}</source>
        <translation>必须小于 {lt}，现为 {input}</translation>
    </message>
    <message>
        <source>must be more than {gt}, got {input}</source>
        <translation>必须大于 {gt}，现为 {input}</translation>
    </message>
    <message>
        <source>must be one of {expected}, got {input}</source>
        <translation>必须是 {expected} 之一，现为 {input}</translation>
    </message>
    <message>
        <source>must be text, got {input}</source>
        <translation>必须是文本，现为 {input}</translation>
    </message>
    <message>
        <source>must be true or false, got {input}</source>
        <translation>必须是 true 或 false，现为 {input}</translation>
    </message>
    <message>
        <source>must be {ge} or more, got {input}</source>
        <translation>必须不小于 {ge}，现为 {input}</translation>
    </message>
    <message>
        <source>must be {le} or less, got {input}</source>
        <translation>必须不大于 {le}，现为 {input}</translation>
    </message>
    <message>
        <source>must not be empty</source>
        <translation>不能为空</translation>
    </message>
    <message>
        <source>needs at least {min_length}, got {actual_length}</source>
        <translation>至少需要 {min_length} 个，现为 {actual_length} 个</translation>
    </message>
    <message>
        <source>needs the name of one {kind}</source>
        <translation>需要一个{kind}的名称</translation>
    </message>
    <message>
        <source>of</source>
        <translation>：</translation>
    </message>
    <message>
        <source>over</source>
        <translation>关于</translation>
    </message>
    <message>
        <source>perturbed x</source>
        <translation>扰动后的 x</translation>
    </message>
    <message>
        <source>plus</source>
        <translation>加</translation>
    </message>
    <message>
        <source>takes at most {max_length}, got {actual_length}</source>
        <translation>最多 {max_length} 个，现为 {actual_length} 个</translation>
    </message>
    <message>
        <source>theta</source>
        <translation>theta</translation>
    </message>
    <message>
        <source>{entry} is Python code that has not been allowed to run on this machine. Files of {folder} that would run: {files}.</source>
        <translation>{entry} 是 Python 代码，尚未获准在这台机器上运行。{folder} 中将会运行的文件：{files}。</translation>
    </message>
    <message>
        <source>{entry} was allowed to run by an earlier version of the program, which covered one file only. Files of {folder} that would run: {files}.</source>
        <translation>{entry} 由程序的早期版本允许运行，当时只涵盖一个文件。{folder} 中将会运行的文件：{files}。</translation>
    </message>
    <message>
        <source>{files} exists already, and nothing was written. Choose another name, or allow it to be replaced (--overwrite, overwrite=True).</source>
        <translation>{files} 已存在，没有写入任何内容。请换一个名称，或允许替换（--overwrite，overwrite=True）。</translation>
    </message>
    <message>
        <source>{files}: a pipe, a device or another special file, which is never replaced. Nothing was written. Choose another name.</source>
        <translation>{files}：这是管道、设备或其他特殊文件，从不替换。未写入任何内容。请另选名称。</translation>
    </message>
    <message>
        <source>{file} and {other} differ in capital letters alone, and are one file on some systems. Choose another name.</source>
        <translation>{file} 与 {other} 仅大小写不同，在某些系统上是同一个文件。请另选名称。</translation>
    </message>
    <message>
        <source>{file} cannot be read: {problem}.</source>
        <translation>无法读取 {file}：{problem}。</translation>
    </message>
    <message>
        <source>{file} cannot be written: {problem}. Nothing was replaced. Choose another folder or name.</source>
        <translation>无法写入 {file}：{problem}。未替换任何文件。请另选文件夹或名称。</translation>
    </message>
    <message>
        <source>{file} is a device, not a file.</source>
        <translation>{file} 是设备，不是文件。</translation>
    </message>
    <message>
        <source>{file} is a folder, not a file.</source>
        <translation>{file} 是文件夹，不是文件。</translation>
    </message>
    <message>
        <source>{file} is a named pipe, not a file. Save its content as a file first.</source>
        <translation>{file} 是命名管道，不是文件。请先将其内容保存为文件。</translation>
    </message>
    <message>
        <source>{file} is a socket, not a file.</source>
        <translation>{file} 是套接字，不是文件。</translation>
    </message>
    <message>
        <source>{file} is larger than {limit} MB, the most that such a file may have.</source>
        <translation>{file} 大于 {limit} MB，超过此类文件允许的最大大小。</translation>
    </message>
    <message>
        <source>{file} was written by robustgui {version}, this is robustgui {present}: {problem} Update robustgui to use it.</source>
        <translation>{file} 由 robustgui {version} 写入，当前为 robustgui {present}：{problem} 请更新 robustgui 后再使用。</translation>
    </message>
    <message>
        <source>{reason} If you trust it as it is now: {command}</source>
        <translation>{reason}如果您信任它现在的内容：{command}</translation>
    </message>
    <message>
        <source>MSE</source>
        <translation>MSE</translation>
    </message>
    <message>
        <source>accuracy</source>
        <translation>精度</translation>
    </message>
    <message>
        <source>bits</source>
        <translation>比特</translation>
    </message>
    <message>
        <source>bits per token</source>
        <translation>每词元比特数</translation>
    </message>
    <message>
        <source>bits per token under attack</source>
        <translation>攻击下的每词元比特数</translation>
    </message>
    <message>
        <source>data units</source>
        <translation>数据单位</translation>
    </message>
    <message>
        <source>mean squared error</source>
        <translation>均方误差</translation>
    </message>
    <message>
        <source>mean squared error under attack</source>
        <translation>攻击下的均方误差</translation>
    </message>
    <message>
        <source>of the peak</source>
        <translation>倍峰值</translation>
    </message>
    <message>
        <source>of the tokens</source>
        <translation>词元占比</translation>
    </message>
    <message>
        <source>robust accuracy</source>
        <translation>鲁棒精度</translation>
    </message>
    <message>
        <source>std</source>
        <translation>标准差</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>步</translation>
    </message>
    <message>
        <source>times each budget</source>
        <translation>倍各部分预算</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>Data frames need pandas. Install it with: pip install pandas jinja2</source>
        <translation>数据框需要 pandas。安装方法：pip install pandas jinja2</translation>
    </message>
    <message>
        <source>Tables for LaTeX need jinja2. Install it with: pip install jinja2</source>
        <translation>LaTeX 表格需要 jinja2。安装方法：pip install jinja2</translation>
    </message>
    <message>
        <source>{file} has no known ending. Choose one of {known}.</source>
        <translation>{file} 的扩展名未知。请选择以下之一：{known}。</translation>
    </message>
    <message>
        <source>{cls} takes its settings by name: {names}.</source>
        <translation>{cls} 的设置须按名称给出：{names}。</translation>
    </message>
</context>
<context>
    <name>robustgui.cli</name>
    <message>
        <source>&apos;{change}&apos; changes nothing: write PATH=VALUE, such as training.lr=0.001.</source>
        <translation>“{change}”没有改变任何设置：请写成 PATH=VALUE，例如 training.lr=0.001。</translation>
    </message>
    <message>
        <source>&apos;{change}&apos; is not a setting here: it must begin with attack. or threat., such as attack.steps=50.</source>
        <translation>“{change}”不是这里的设置：必须以 attack. 或 threat. 开头，例如 attack.steps=50。</translation>
    </message>
    <message>
        <source>&apos;{change}&apos; is not a setting here: it must begin with attack., threat., or one of {keys}.</source>
        <translation>“{change}”不是这里的设置：必须以 attack. 或 threat. 开头，或是 {keys} 之一。</translation>
    </message>
    <message>
        <source>&apos;{eps}&apos; is not a list of budgets: write numbers separated by commas, such as 0,0.1.</source>
        <translation>“{eps}”不是预算列表：请用逗号分隔数字，例如 0,0.1。</translation>
    </message>
    <message>
        <source>Name the data that the network was trained for: --data FILE.</source>
        <translation>请指明网络训练所针对的数据：--data FILE。</translation>
    </message>
    <message>
        <source>The run {run} has no interrupted measurement.</source>
        <translation>运行 {run} 没有中断的测量。</translation>
    </message>
    <message>
        <source>There is no file {file}. Write a new spec with: {command}</source>
        <translation>文件 {file} 不存在。用以下命令写出新的配置：{command}</translation>
    </message>
    <message>
        <source>There is no list called &apos;{name}&apos;. Did you mean &apos;{close}&apos;?</source>
        <translation>没有名为“{name}”的列表。您是指“{close}”吗？</translation>
    </message>
    <message>
        <source>There is no list called &apos;{name}&apos;. Known: {known}.</source>
        <translation>没有叫“{name}”的列表。已知：{known}。</translation>
    </message>
    <message>
        <source>There is no run and no entry called &apos;{name}&apos;. Known: {known}.</source>
        <translation>没有名为“{name}”的运行或条目。已知：{known}。</translation>
    </message>
    <message>
        <source>There is no setting called &apos;{path}&apos;.</source>
        <translation>没有叫“{path}”的设置。</translation>
    </message>
    <message>
        <source>There is no setting called &apos;{path}&apos;. Did you mean &apos;{close}&apos;?</source>
        <translation>没有叫“{path}”的设置。您是指“{close}”吗？</translation>
    </message>
    <message>
        <source>There is no setting called &apos;{path}&apos;. Known here: {known}.</source>
        <translation>没有叫“{path}”的设置。这里有：{known}。</translation>
    </message>
    <message>
        <source>There is nothing called &apos;{name}&apos;. Did you mean &apos;{close}&apos;?</source>
        <translation>没有叫“{name}”的东西。您是指“{close}”吗？</translation>
    </message>
    <message>
        <source>{file} cannot be written: the folder does not exist. Create it, or choose another.</source>
        <translation>无法写入 {file}：没有这个文件夹。请先建立它，或另选位置。</translation>
    </message>
    <message>
        <source>{file} contains a network without data. Name its data with --data.</source>
        <translation>{file} 中有网络但没有数据。请用 --data 指明数据。</translation>
    </message>
    <message>
        <source>There is no setting called &apos;{path}&apos;: the list has {count} {count:entry|entries}, numbered from 0.</source>
        <translation>没有叫“{path}”的设置：该列表有 {count} 项，从 0 编号。</translation>
    </message>
</context>
<context>
    <name>robustgui.data</name>
    <message>
        <source>12/31/2019, month first</source>
        <translation>12/31/2019，月在前</translation>
    </message>
    <message>
        <source>31.12.2019, day first</source>
        <translation>31.12.2019，日在前</translation>
    </message>
    <message>
        <source>A file or folder of sequences, or an embedded example such as example:japanese_vowels.</source>
        <translation>序列的文件或文件夹，或内置示例，例如 example:japanese_vowels。</translation>
    </message>
    <message>
        <source>Above</source>
        <translation>高于</translation>
    </message>
    <message>
        <source>After</source>
        <translation>之后</translation>
    </message>
    <message>
        <source>Annotations</source>
        <translation>注释</translation>
    </message>
    <message>
        <source>Approximate share of the sequences, the last ones in time, that is held out.</source>
        <translation>约按此比例划出序列，取最后的部分。</translation>
    </message>
    <message>
        <source>Array</source>
        <translation>数组</translation>
    </message>
    <message>
        <source>Array with one label per sequence; empty: detected automatically.</source>
        <translation>存放每条序列一个标签的数组；留空：自动查找。</translation>
    </message>
    <message>
        <source>Array with the sequences; empty: detected by name or shape.</source>
        <translation>存放序列的数组；留空：按名称或形状查找。</translation>
    </message>
    <message>
        <source>Arrow or Parquet files in splits for training and testing.</source>
        <translation>Arrow 或 Parquet 文件，含训练与测试划分。</translation>
    </message>
    <message>
        <source>At</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>At least</source>
        <translation>至少</translation>
    </message>
    <message>
        <source>Attributes of the series were excluded: {names}.</source>
        <translation>未读取的序列属性：{names}。</translation>
    </message>
    <message>
        <source>Automatic (from the labels)</source>
        <translation>自动（由标签决定）</translation>
    </message>
    <message>
        <source>Axes</source>
        <translation>轴</translation>
    </message>
    <message>
        <source>Beats, windows or whole records of signals.</source>
        <translation>信号的心搏、窗口或整条记录。</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>Big5 (traditional Chinese)</source>
        <translation>Big5（繁体中文）</translation>
    </message>
    <message>
        <source>Byte pairs need the package tokenizers. Install it with: pip install &apos;robustgui[bpe]&apos;, or tokenise the text into words or characters.</source>
        <translation>字节对需要软件包 tokenizers。请用 pip install &apos;robustgui[bpe]&apos; 安装，或把文本切分为词或字符。</translation>
    </message>
    <message>
        <source>Byte-pair encoding: frequent words are single tokens, rare words are composed of subword tokens.</source>
        <translation>字节对编码：常见词为单个词元，罕见词由子词组成。</translation>
    </message>
    <message>
        <source>Cells of {file} with {words} in columns of numbers were read as missing values.</source>
        <translation>{file} 的数字列中含 {words} 的单元格已读作缺失值。</translation>
    </message>
    <message>
        <source>Channels</source>
        <translation>声道</translation>
    </message>
    <message>
        <source>Channels of unequal length</source>
        <translation>长度不等的通道</translation>
    </message>
    <message>
        <source>Character encoding of the file.</source>
        <translation>文件的字符编码。</translation>
    </message>
    <message>
        <source>Character that separates label and text.</source>
        <translation>标签与文本之间的符号。</translation>
    </message>
    <message>
        <source>Character that separates two cells.</source>
        <translation>两个单元格之间的符号。</translation>
    </message>
    <message>
        <source>Character that separates two columns.</source>
        <translation>两列之间的符号。</translation>
    </message>
    <message>
        <source>Characters that are rarer in the training data become the unknown token.</source>
        <translation>在训练数据中更少见的字符会成为未知字符。</translation>
    </message>
    <message>
        <source>Choose features</source>
        <translation>选择特征</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Classification where labels are names or whole numbers, regression otherwise.</source>
        <translation>标签为名称或整数时做分类，否则做回归。</translation>
    </message>
    <message>
        <source>Classify whether the mean over the horizon is above a threshold.</source>
        <translation>对预测范围内的均值是否高于阈值做分类。</translation>
    </message>
    <message>
        <source>Columns of numbers in {file} that belong to no sequence were excluded: {names}.</source>
        <translation>{file} 中不属于任何序列的数值列未被读取：{names}。</translation>
    </message>
    <message>
        <source>Columns of {file} look like numbers but cannot be read as such, and were excluded: {names} (such as &apos;{cell}&apos;).</source>
        <translation>{file} 中有看似数字却无法按数字读取的列，未使用：{names}（例如“{cell}”）。</translation>
    </message>
    <message>
        <source>Columns of {file} that only number the lines were excluded: {names}.</source>
        <translation>{file} 中仅为行编号的列未使用：{names}。</translation>
    </message>
    <message>
        <source>Columns that are not used, by name or number.</source>
        <translation>不使用的列，写列名或列号。</translation>
    </message>
    <message>
        <source>Columns that together identify the sequence of a time step; none: detected automatically; a hyphen: all rows are one sequence.</source>
        <translation>共同指明一步属于哪条序列的列；未填：自动判断；连字符：全部是一条序列。</translation>
    </message>
    <message>
        <source>Columns with the sequences, the time steps or the texts; none: detected automatically.</source>
        <translation>存放序列、步或文本的列；未填：自动判断。</translation>
    </message>
    <message>
        <source>Columns with the values of a time step; none: all other numeric columns.</source>
        <translation>存放每步数值的列；未填：其余所有数字列。</translation>
    </message>
    <message>
        <source>Convert text to lower case.</source>
        <translation>把文本转为小写。</translation>
    </message>
    <message>
        <source>DOS 866 (Cyrillic)</source>
        <translation>DOS 866（西里尔文）</translation>
    </message>
    <message>
        <source>Datasets by owner and name.</source>
        <translation>按所有者和名称取用数据集。</translation>
    </message>
    <message>
        <source>Datasets for classification and regression by their names in the archives.</source>
        <translation>按存档中的名称取用分类与回归数据集。</translation>
    </message>
    <message>
        <source>Datasets of the hub are fetched with a package that is not installed: pip install &apos;robustgui[hub]&apos;.</source>
        <translation>获取 Hub 上的数据集需要一个尚未安装的软件包：pip install &apos;robustgui[hub]&apos;。</translation>
    </message>
    <message>
        <source>Date format.</source>
        <translation>日期的写法。</translation>
    </message>
    <message>
        <source>Dates</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Decimal separator.</source>
        <translation>小数点符号。</translation>
    </message>
    <message>
        <source>Decimals</source>
        <translation>小数点</translation>
    </message>
    <message>
        <source>Declared attributes, then one sequence per line: its steps, or a relation with one row per feature.</source>
        <translation>先声明属性，然后每行一条序列：它的各步，或一个每行一个特征的关系（relation）。</translation>
    </message>
    <message>
        <source>Definition of the class of a beat.</source>
        <translation>心搏类别的定义。</translation>
    </message>
    <message>
        <source>Delimited table, one sequence per line</source>
        <translation>分隔符表格，每行一条序列</translation>
    </message>
    <message>
        <source>Delimited table, one time step per line</source>
        <translation>分隔符表格，每行一步</translation>
    </message>
    <message>
        <source>Delimiter</source>
        <translation>分隔符</translation>
    </message>
    <message>
        <source>Detect the format from the content of the file.</source>
        <translation>根据文件内容识别格式。</translation>
    </message>
    <message>
        <source>Detected from the content</source>
        <translation>按内容识别</translation>
    </message>
    <message>
        <source>Digits, row by row</source>
        <translation>手写数字，逐行读取</translation>
    </message>
    <message>
        <source>Directives, then one sequence per line, features separated by colons, the label last.</source>
        <translation>先是指令行，然后每行一条序列，特征之间用冒号分隔，标签在最后。</translation>
    </message>
    <message>
        <source>Distance between the starts of two successive windows.</source>
        <translation>从一个窗口的起点到下一个窗口的起点。</translation>
    </message>
    <message>
        <source>Drop features</source>
        <translation>去除特征</translation>
    </message>
    <message>
        <source>EUC-JP (Japanese)</source>
        <translation>EUC-JP（日文）</translation>
    </message>
    <message>
        <source>EUC-KR (Korean)</source>
        <translation>EUC-KR（韩文）</translation>
    </message>
    <message>
        <source>Each character is a token, including blanks and punctuation.</source>
        <translation>每个字符是一个词元，空格和标点也算在内。</translation>
    </message>
    <message>
        <source>Each row is a sequence with one time step per column: {names}.</source>
        <translation>每行一条序列，每列一步：{names}。</translation>
    </message>
    <message>
        <source>Each row is a sequence: the lists in {names}.</source>
        <translation>每行一条序列：{names} 中的列表。</translation>
    </message>
    <message>
        <source>Each row is a sound: {names}.</source>
        <translation>每行是一段声音：{names}。</translation>
    </message>
    <message>
        <source>Each row is a text: {names}.</source>
        <translation>每行一条文本：{names}。</translation>
    </message>
    <message>
        <source>Each row is a time step of a sequence: {names}.</source>
        <translation>每行是序列的一步：{names}。</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>End of the segment after each beat.</source>
        <translation>到每次心搏之后的此处为止。</translation>
    </message>
    <message>
        <source>Excluded columns</source>
        <translation>不使用的列</translation>
    </message>
    <message>
        <source>Extension of the annotation files; empty: atr, ecg or qrs.</source>
        <translation>标注文件的扩展名；留空：atr、ecg 或 qrs。</translation>
    </message>
    <message>
        <source>Factor</source>
        <translation>系数</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>特征</translation>
    </message>
    <message>
        <source>File of test sequences. Empty: the test split that belongs to the training data, or else a share of the training data.</source>
        <translation>测试序列文件。留空：使用训练数据自带的测试划分，否则从训练数据中划出一部分。</translation>
    </message>
    <message>
        <source>Files of other sample rates are resampled; 0: the most common rate.</source>
        <translation>其他采样率的文件会被重采样；0：最常见的采样率。</translation>
    </message>
    <message>
        <source>Fill and mark missing values</source>
        <translation>填补并标记缺失值</translation>
    </message>
    <message>
        <source>Fill missing values</source>
        <translation>填补缺失值</translation>
    </message>
    <message>
        <source>First line</source>
        <translation>第一行</translation>
    </message>
    <message>
        <source>Fold of a cross-validation</source>
        <translation>交叉验证的一折</translation>
    </message>
    <message>
        <source>Folder of sound files (.wav)</source>
        <translation>音频文件夹 (.wav)</translation>
    </message>
    <message>
        <source>Folder of texts for each class</source>
        <translation>按类别分文件夹的文本</translation>
    </message>
    <message>
        <source>Folder with one file per channel</source>
        <translation>每个通道一个文件的文件夹</translation>
    </message>
    <message>
        <source>Folds</source>
        <translation>折数</translation>
    </message>
    <message>
        <source>For testing</source>
        <translation>用于测试</translation>
    </message>
    <message>
        <source>For training</source>
        <translation>用于训练</translation>
    </message>
    <message>
        <source>Forecast</source>
        <translation>预测</translation>
    </message>
    <message>
        <source>Forecast future values; the baseline is persistence, which repeats the last observed value.</source>
        <translation>预测未来的数值；基线为持续性预测，即重复最后观测到的数值。</translation>
    </message>
    <message>
        <source>Forecasting</source>
        <translation>时序预测</translation>
    </message>
    <message>
        <source>Form of a line</source>
        <translation>行的形式</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Future high or low</source>
        <translation>未来偏高或偏低</translation>
    </message>
    <message>
        <source>GB18030, GBK (Chinese)</source>
        <translation>GB18030、GBK（中文）</translation>
    </message>
    <message>
        <source>Gap</source>
        <translation>间隔</translation>
    </message>
    <message>
        <source>Given, otherwise random (stratified)</source>
        <translation>给定的划分，否则随机（分层）</translation>
    </message>
    <message>
        <source>Group column</source>
        <translation>组列</translation>
    </message>
    <message>
        <source>Grouped (unseen speakers, patients)</source>
        <translation>按组（未见过的说话人、患者）</translation>
    </message>
    <message>
        <source>Grouped split: no group is in both splits; groups are chosen to keep the share and the class balance, ties at random.</source>
        <translation>按组划分：没有一个组同时在两个划分中；选取的组尽量保持给定比例和类别分布，相同时随机决定。</translation>
    </message>
    <message>
        <source>Groups (speakers, patients) are not divided between folds.</source>
        <translation>各组（说话人、患者）不会被拆分到不同的折中。</translation>
    </message>
    <message>
        <source>Header</source>
        <translation>表头</translation>
    </message>
    <message>
        <source>Heart beats (synthetic)</source>
        <translation>心搏（合成）</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史长度</translation>
    </message>
    <message>
        <source>Horizon</source>
        <translation>预测范围</translation>
    </message>
    <message>
        <source>How a matrix is read: one sequence per row, or one long sequence with one feature per column.</source>
        <translation>一个矩阵表示什么：每行一条序列，或一条长序列、每列一个特征。</translation>
    </message>
    <message>
        <source>How stereo sound is read.</source>
        <translation>如何处理立体声。</translation>
    </message>
    <message>
        <source>How the file is read, such as the roles of its columns.</source>
        <translation>如何读取文件，例如各列的作用。</translation>
    </message>
    <message>
        <source>Hugging Face dataset (folder)</source>
        <translation>Hugging Face 数据集（文件夹）</translation>
    </message>
    <message>
        <source>Hugging Face hub</source>
        <translation>Hugging Face Hub</translation>
    </message>
    <message>
        <source>Hz</source>
        <translation>Hz</translation>
    </message>
    <message>
        <source>IDX, as of MNIST</source>
        <translation>IDX（MNIST 所用）</translation>
    </message>
    <message>
        <source>ISO 8859-2 (Central European)</source>
        <translation>ISO 8859-2（中欧）</translation>
    </message>
    <message>
        <source>ISO 8859-5 (Cyrillic)</source>
        <translation>ISO 8859-5（西里尔文）</translation>
    </message>
    <message>
        <source>Id columns</source>
        <translation>标识列</translation>
    </message>
    <message>
        <source>Images row by row, with their labels in a second file.</source>
        <translation>逐行读取的图像，标签在另一个文件中。</translation>
    </message>
    <message>
        <source>Imputation</source>
        <translation>填补方式</translation>
    </message>
    <message>
        <source>Impute missing values, and add a mask feature that is 1 where a value was missing; the mask is never perturbed.</source>
        <translation>填补缺失值，并添加一个掩码特征，缺失处为 1；掩码不会被扰动。</translation>
    </message>
    <message>
        <source>Impute missing values, from the same sequence where possible.</source>
        <translation>填补缺失值，尽可能取自同一条序列。</translation>
    </message>
    <message>
        <source>Inputs</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>JSON lines</source>
        <translation>JSON Lines</translation>
    </message>
    <message>
        <source>Japanese Vowels</source>
        <translation>日语元音</translation>
    </message>
    <message>
        <source>KOI8-R (Cyrillic)</source>
        <translation>KOI8-R（西里尔文）</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Keep groups together</source>
        <translation>保持分组完整</translation>
    </message>
    <message>
        <source>Keep the named features only, in the given order.</source>
        <translation>只保留指定的特征，按名称给出的顺序排列。</translation>
    </message>
    <message>
        <source>Key of the group</source>
        <translation>组的键</translation>
    </message>
    <message>
        <source>Key of the label</source>
        <translation>标签的键</translation>
    </message>
    <message>
        <source>Key of the sequence</source>
        <translation>序列的键</translation>
    </message>
    <message>
        <source>Keys of the channels</source>
        <translation>通道的键</translation>
    </message>
    <message>
        <source>Label column</source>
        <translation>标签列</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Language modelling: long texts are split into pieces, and the network predicts the next token at every step.</source>
        <translation>语言建模：长文本被切成片段，网络在每一步预测下一个词元。</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>长度</translation>
    </message>
    <message>
        <source>Length of a window.</source>
        <translation>一个窗口的长度。</translation>
    </message>
    <message>
        <source>Length of every sequence.</source>
        <translation>每条序列的步数。</translation>
    </message>
    <message>
        <source>Level of the labels</source>
        <translation>标签的层级</translation>
    </message>
    <message>
        <source>Linear interpolation avoids ringing at steep edges, but causes aliasing.</source>
        <translation>线性插值不会在陡峭边沿产生振铃，但会使高频混叠到低频。</translation>
    </message>
    <message>
        <source>Lines above</source>
        <translation>表格上方的行数</translation>
    </message>
    <message>
        <source>Lines with the same {ids} are one sequence.</source>
        <translation>{ids} 相同的各行是一条序列。</translation>
    </message>
    <message>
        <source>Lists in lists</source>
        <translation>嵌套列表</translation>
    </message>
    <message>
        <source>Lists of lists</source>
        <translation>列表的列表</translation>
    </message>
    <message>
        <source>Lists of {file} that have another length than {kept} were excluded: {names}.</source>
        <translation>{file} 中与 {kept} 长度不同的列表未使用：{names}。</translation>
    </message>
    <message>
        <source>Lists of {file} that only number or time the steps were excluded: {names}.</source>
        <translation>{file} 中仅为时间步编号或计时的列表未使用：{names}。</translation>
    </message>
    <message>
        <source>Lower case</source>
        <translation>转为小写</translation>
    </message>
    <message>
        <source>MATLAB</source>
        <translation>MATLAB</translation>
    </message>
    <message>
        <source>Matrices, or lists of sequences, with their labels.</source>
        <translation>矩阵或序列列表，连同标签。</translation>
    </message>
    <message>
        <source>Maximum length</source>
        <translation>最大长度</translation>
    </message>
    <message>
        <source>Maximum length of a piece of text.</source>
        <translation>文本切成的片段的最大长度。</translation>
    </message>
    <message>
        <source>Maximum length of a sequence.</source>
        <translation>序列的最大长度。</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>Minimum count</source>
        <translation>最少次数</translation>
    </message>
    <message>
        <source>Minimum length of a sequence.</source>
        <translation>序列的最小长度。</translation>
    </message>
    <message>
        <source>Missing values: {count}. Handled by: {step}.</source>
        <translation>缺失值：{count} 个。处理方式：{step}。</translation>
    </message>
    <message>
        <source>Monash forecasting archive</source>
        <translation>Monash 预测数据集</translation>
    </message>
    <message>
        <source>Name of the .npy file with the labels, in the same folder; empty: detected by name.</source>
        <translation>同一文件夹中标签 .npy 文件的名称；留空：按文件名查找。</translation>
    </message>
    <message>
        <source>Name of the file with the labels, in the same folder; empty: detected by name.</source>
        <translation>同一文件夹中标签文件的名称；留空：按文件名查找。</translation>
    </message>
    <message>
        <source>Names</source>
        <translation>文件名模式</translation>
    </message>
    <message>
        <source>Names of classes</source>
        <translation>类别名称</translation>
    </message>
    <message>
        <source>Names of the features that are predicted; empty: all.</source>
        <translation>要预测的特征的名称；留空：全部。</translation>
    </message>
    <message>
        <source>Names of the features to keep; empty: all.</source>
        <translation>要保留的特征的名称；留空：全部。</translation>
    </message>
    <message>
        <source>Names of the features to remove.</source>
        <translation>要去除的特征的名称。</translation>
    </message>
    <message>
        <source>Names of the groups that are held out; empty: chosen by the share.</source>
        <translation>要划出的组的名称；留空：按比例选取。</translation>
    </message>
    <message>
        <source>Names of the signals, such as MLII; none: the signals that all records share.</source>
        <translation>信号名称，例如 MLII；未给出：所有记录共有的信号。</translation>
    </message>
    <message>
        <source>Next token (language model)</source>
        <translation>下一个词元（语言模型）</translation>
    </message>
    <message>
        <source>Non-numeric attributes were excluded: {names}.</source>
        <translation>非数值属性未使用：{names}。</translation>
    </message>
    <message>
        <source>NumPy archive</source>
        <translation>NumPy 存档</translation>
    </message>
    <message>
        <source>NumPy array</source>
        <translation>NumPy 数组</translation>
    </message>
    <message>
        <source>Number of folds.</source>
        <translation>折数。</translation>
    </message>
    <message>
        <source>Number of future time steps that are predicted.</source>
        <translation>要预测的步数。</translation>
    </message>
    <message>
        <source>Number of past time steps that the network reads.</source>
        <translation>网络读取的历史时间步数。</translation>
    </message>
    <message>
        <source>Number of the fold that is held out, from 1.</source>
        <translation>要划出的折的编号，从 1 开始。</translation>
    </message>
    <message>
        <source>One JSON object per line.</source>
        <translation>每行一个 JSON 对象。</translation>
    </message>
    <message>
        <source>One array of sequences, with its labels in a second file.</source>
        <translation>一个序列数组，标签在旁边的文件中。</translation>
    </message>
    <message>
        <source>One file per channel with one line per sequence, and one file with the labels.</source>
        <translation>每个通道一个文件，每行一条序列，另有一个标签文件。</translation>
    </message>
    <message>
        <source>One file with typed columns.</source>
        <translation>一个各列有类型的文件。</translation>
    </message>
    <message>
        <source>One labelled text per line, or running text.</source>
        <translation>每行一条带标签的文本，或连续文本。</translation>
    </message>
    <message>
        <source>One text per record, with its label in another column; cells may be quoted.</source>
        <translation>每条记录一条文本，标签在另一列；单元格可加引号。</translation>
    </message>
    <message>
        <source>One time step of a sequence per line.</source>
        <translation>每行是序列的一步。</translation>
    </message>
    <message>
        <source>One univariate sequence per line, with its label in one of the columns.</source>
        <translation>每行一条单变量序列，标签在其中一列。</translation>
    </message>
    <message>
        <source>One univariate sequence per line: the label, then the values, separated by tabs or blanks.</source>
        <translation>每行一条单变量序列：先是标签，然后是数值，用制表符或空格分隔。</translation>
    </message>
    <message>
        <source>Order of the file</source>
        <translation>按文件顺序</translation>
    </message>
    <message>
        <source>Orientation</source>
        <translation>排列方向</translation>
    </message>
    <message>
        <source>Pad</source>
        <translation>补齐</translation>
    </message>
    <message>
        <source>Pad shorter sequences to a number of time steps; longer ones are unchanged.</source>
        <translation>把较短的序列补到一定步数；较长的保持不变。</translation>
    </message>
    <message>
        <source>Padded arrays, or all time steps in one array with offsets.</source>
        <translation>补齐的数组，或所有步放在一个带 offsets 的数组中。</translation>
    </message>
    <message>
        <source>Pairs that are rarer in the training data are not merged.</source>
        <translation>在训练数据中更少见的字节对不会合并。</translation>
    </message>
    <message>
        <source>Parquet or Arrow</source>
        <translation>Parquet 或 Arrow</translation>
    </message>
    <message>
        <source>Pattern of the file names, such as {label}_{speaker}_{index}; empty: detected automatically.</source>
        <translation>文件名各部分的含义，例如 {label}_{speaker}_{index}；留空：自动识别。</translation>
    </message>
    <message>
        <source>PhysioNet record (WFDB)</source>
        <translation>PhysioNet 记录 (WFDB)</translation>
    </message>
    <message>
        <source>Position of the label; running text has none and is one long sequence.</source>
        <translation>标签在哪里；连续文本没有标签，是一条长序列。</translation>
    </message>
    <message>
        <source>Predict the next token</source>
        <translation>预测下一词元</translation>
    </message>
    <message>
        <source>Predicted quantity</source>
        <translation>预测量</translation>
    </message>
    <message>
        <source>Preprocessing</source>
        <translation>预处理</translation>
    </message>
    <message>
        <source>Preprocessing steps between reading and training, in order; empty: only the necessary ones.</source>
        <translation>读取与训练之间的预处理步骤，按顺序；留空：只做必需的。</translation>
    </message>
    <message>
        <source>Prices (synthetic)</source>
        <translation>价格（合成）</translation>
    </message>
    <message>
        <source>Quotation marks</source>
        <translation>引号</translation>
    </message>
    <message>
        <source>Random, stratified by class</source>
        <translation>随机，按类别分层</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>采样率</translation>
    </message>
    <message>
        <source>Ratio of new to old length; 0.5 keeps half of the time steps.</source>
        <translation>0.5 会保留一半的步。</translation>
    </message>
    <message>
        <source>Recordings 0 to 4 of each speaker and digit are the test data, as the dataset prescribes.</source>
        <translation>按照数据集的规定，每位说话人每个数字的第 0 至 4 次录音为测试数据。</translation>
    </message>
    <message>
        <source>Remove the named features.</source>
        <translation>去除指定的特征。</translation>
    </message>
    <message>
        <source>Resample</source>
        <translation>重采样</translation>
    </message>
    <message>
        <source>Resample to a sample rate, by a factor, or to a fixed length; frequencies above the new limit are filtered out.</source>
        <translation>重采样到某个采样率、按系数，或到固定长度；超出新上限的频率会被滤除。</translation>
    </message>
    <message>
        <source>Reviews in two languages (synthetic)</source>
        <translation>双语评论（合成）</translation>
    </message>
    <message>
        <source>Row content</source>
        <translation>每行内容</translation>
    </message>
    <message>
        <source>Sample rate</source>
        <translation>采样率</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>分数</translation>
    </message>
    <message>
        <source>Seed of a random split; the seed of a run does not change it.</source>
        <translation>随机划分的种子；运行的种子不影响它。</translation>
    </message>
    <message>
        <source>Separator</source>
        <translation>分隔符</translation>
    </message>
    <message>
        <source>Sequences</source>
        <translation>序列</translation>
    </message>
    <message>
        <source>Sequences of {file} were split where the label or the group changes: {count} became {parts}.</source>
        <translation>{file} 的序列已在标签或组变化处切开：{count} 条变为 {parts} 条。</translation>
    </message>
    <message>
        <source>Share of each class that is held out for testing.</source>
        <translation>每个类别划出用于测试的比例。</translation>
    </message>
    <message>
        <source>Shift JIS (Japanese)</source>
        <translation>Shift JIS（日文）</translation>
    </message>
    <message>
        <source>Shorter sequences</source>
        <translation>较短的序列</translation>
    </message>
    <message>
        <source>Shorter sequences are excluded.</source>
        <translation>更短的序列不使用。</translation>
    </message>
    <message>
        <source>Shown as</source>
        <translation>显示方式</translation>
    </message>
    <message>
        <source>Side at which the padding is added.</source>
        <translation>加在何处。</translation>
    </message>
    <message>
        <source>Signals</source>
        <translation>信号</translation>
    </message>
    <message>
        <source>Size of the vocabulary: the most frequent characters of the training data; all others become the unknown token.</source>
        <translation>词表大小：训练数据中最常见的字符；其余均为未知词元。</translation>
    </message>
    <message>
        <source>Size of the vocabulary: the most frequent pairs of the training data are merged until it is reached.</source>
        <translation>词表大小：合并训练数据中最常见的字节对，直到达到此大小。</translation>
    </message>
    <message>
        <source>Size of the vocabulary: the most frequent words of the training data; all others become the unknown token.</source>
        <translation>词表大小：训练数据中最常见的词；其余均为未知词元。</translation>
    </message>
    <message>
        <source>Sliding windows of one length, each with the label of its sequence; they are views and need no extra memory.</source>
        <translation>等长的滑动窗口，各带所属序列的标签；窗口为视图，不占额外内存。</translation>
    </message>
    <message>
        <source>Sort by time</source>
        <translation>按时间排序</translation>
    </message>
    <message>
        <source>Sound files, labelled by folder, by file name or by a table.</source>
        <translation>音频文件，按文件夹、文件名或表格标注。</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>划分</translation>
    </message>
    <message>
        <source>Split by {title}</source>
        <translation>按 {title} 划分</translation>
    </message>
    <message>
        <source>Split into</source>
        <translation>切分为</translation>
    </message>
    <message>
        <source>Split seed</source>
        <translation>划分种子</translation>
    </message>
    <message>
        <source>Splits: {names}</source>
        <translation>划分：{names}</translation>
    </message>
    <message>
        <source>Spoken vowels (synthetic)</source>
        <translation>口语元音（合成）</translation>
    </message>
    <message>
        <source>Start of the segment before each beat.</source>
        <translation>每次心搏之前从这里开始。</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>Stratified random split: a share of each class is held out at random, by the seed.</source>
        <translation>分层随机划分：按种子从每个类别中随机划出一定比例。</translation>
    </message>
    <message>
        <source>Stride</source>
        <translation>步幅</translation>
    </message>
    <message>
        <source>Synthetic reviews in English and Chinese in which word order decides the class.</source>
        <translation>中英文合成评论，其类别由词序决定。</translation>
    </message>
    <message>
        <source>Table of texts</source>
        <translation>文本表格</translation>
    </message>
    <message>
        <source>Target columns</source>
        <translation>目标列</translation>
    </message>
    <message>
        <source>Target over the horizon</source>
        <translation>预测内容</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Test data</source>
        <translation>测试数据</translation>
    </message>
    <message>
        <source>Test fold</source>
        <translation>测试折</translation>
    </message>
    <message>
        <source>Test groups</source>
        <translation>测试组</translation>
    </message>
    <message>
        <source>Test share</source>
        <translation>测试比例</translation>
    </message>
    <message>
        <source>Test split; empty: test, or validation; a hyphen: none.</source>
        <translation>测试划分；留空：test 或 validation；连字符：无。</translation>
    </message>
    <message>
        <source>Text, line by line</source>
        <translation>文本，逐行</translation>
    </message>
    <message>
        <source>Texts are truncated after this many characters; 0: no truncation.</source>
        <translation>文本在此字符数之后被截断；0：不截断。</translation>
    </message>
    <message>
        <source>Texts are truncated after this many subword tokens; 0: no truncation.</source>
        <translation>文本在此子词数之后被截断；0：不截断。</translation>
    </message>
    <message>
        <source>Texts are truncated after this many words; 0: no truncation.</source>
        <translation>文本在此词数之后被截断；0：不截断。</translation>
    </message>
    <message>
        <source>Texts come from the column &apos;{text}&apos;, labels from &apos;{label}&apos;.</source>
        <translation>文本取自列“{text}”，标签取自“{label}”。</translation>
    </message>
    <message>
        <source>Texts come from the column &apos;{text}&apos;; there are no labels.</source>
        <translation>文本取自列“{text}”；没有标签。</translation>
    </message>
    <message>
        <source>The commas inside the numbers of {file} were read as decimal points.</source>
        <translation>{file} 中数字里的逗号按小数点读取。</translation>
    </message>
    <message>
        <source>The converted copy of {file} is missing or damaged immediately after it was written. Check the disk of the folder {folder}.</source>
        <translation>{file} 转换所得的文件刚生成就又丢失或损坏。请检查文件夹 {folder} 所在的磁盘。</translation>
    </message>
    <message>
        <source>The dates of {file} were read with the day first; it could also be the month.</source>
        <translation>{file} 的日期按“日在前”读取；也可能是月在前。</translation>
    </message>
    <message>
        <source>The dates of {file} were read with the month first; it could also be the day.</source>
        <translation>{file} 的日期按“月在前”读取；也可能是日在前。</translation>
    </message>
    <message>
        <source>The digits are part of scikit-learn, and their file is missing. Install scikit-learn again.</source>
        <translation>手写数字数据属于 scikit-learn，但其文件不在。请重新安装 scikit-learn。</translation>
    </message>
    <message>
        <source>The folder {path} contains no IDX files of images. Choose another one.</source>
        <translation>文件夹 {path} 中没有 IDX 图像文件。请选择其他文件夹。</translation>
    </message>
    <message>
        <source>The folder {path} contains no folders of text files. Put the texts of each class into a folder of its own, named for the class.</source>
        <translation>文件夹 {path} 中没有存放文本文件的子文件夹。请把每个类别的文本放进各自的文件夹，并以类别命名。</translation>
    </message>
    <message>
        <source>The folder {path} contains no records (.hea). Choose another one.</source>
        <translation>文件夹 {path} 中没有记录 (.hea)。请选择其他文件夹。</translation>
    </message>
    <message>
        <source>The folder {path} contains no sound files ({kinds}). Choose another one.</source>
        <translation>文件夹 {path} 中没有音频文件（{kinds}）。请选择其他文件夹。</translation>
    </message>
    <message>
        <source>The folder {path} has no split &apos;{part}&apos;. It has: {known}. Choose one of them.</source>
        <translation>文件夹 {path} 中没有划分“{part}”。其中有：{known}。请选择其一。</translation>
    </message>
    <message>
        <source>The folder {path} has no table of labels: labels.csv with the columns &apos;file&apos; and &apos;label&apos;. Add it.</source>
        <translation>文件夹 {path} 中没有标签表：需要含有“file”和“label”两列的 labels.csv。请添加。</translation>
    </message>
    <message>
        <source>The folder {path}: all files are test data, none remains for training. Choose other numbers in the settings of the format.</source>
        <translation>文件夹 {path}：全部文件都用于测试，没有留下训练文件。请在格式设置中选择其他编号。</translation>
    </message>
    <message>
        <source>The folder {path}: files of the split &apos;{part}&apos; are missing. Get the dataset again.</source>
        <translation>文件夹 {path}：缺少划分“{part}”的文件。请重新获取数据集。</translation>
    </message>
    <message>
        <source>The folder {path}: its description {name} is damaged. Get the dataset again.</source>
        <translation>文件夹 {path}：其描述文件 {name} 已损坏。请重新获取数据集。</translation>
    </message>
    <message>
        <source>The folder {path}: its table of labels names none of its files. Correct it.</source>
        <translation>文件夹 {path}：其标签表没有列出其中任何文件。请更正。</translation>
    </message>
    <message>
        <source>The folder {path}: the classes cannot be read from the file names. Give a pattern with {example}, one folder per class, or a table labels.csv with the columns &apos;file&apos; and &apos;label&apos;.</source>
        <translation>文件夹 {path}：从文件名看不出文件属于哪个类别。请给出含有 {example} 的模式，或每个类别一个文件夹，或含有“file”和“label”两列的表格 labels.csv。</translation>
    </message>
    <message>
        <source>The given test split: the test file, or the one that belongs to the training data; without any, a stratified random share.</source>
        <translation>给定的测试划分：测试文件或训练数据自带的测试部分；都没有时，分层随机划出一部分。</translation>
    </message>
    <message>
        <source>The handwritten digits of scikit-learn; each image row is one time step.</source>
        <translation>scikit-learn 的手写数字；图像的每一行为一个时间步。</translation>
    </message>
    <message>
        <source>The header of {file} says @missing false, but values are missing.</source>
        <translation>{file} 的文件头写着 @missing false，但有值缺失。</translation>
    </message>
    <message>
        <source>The key of a text or of a list of numbers, with points for nested objects (data.text); empty: detected automatically.</source>
        <translation>文本或数字列表的键，位于对象内部时用点连接（data.text）；空：自动识别。</translation>
    </message>
    <message>
        <source>The labels are in {label}.</source>
        <translation>标签在 {label} 中。</translation>
    </message>
    <message>
        <source>The labels are the names of the folders.</source>
        <translation>标签是文件夹的名称。</translation>
    </message>
    <message>
        <source>The labels are those of the file {file}.</source>
        <translation>标签取自文件 {file}。</translation>
    </message>
    <message>
        <source>The labels are those of the table {file}.</source>
        <translation>标签取自表格 {file}。</translation>
    </message>
    <message>
        <source>The name of a folder is the class of the texts in it.</source>
        <translation>文件夹的名称就是其中文本的类别。</translation>
    </message>
    <message>
        <source>The names of the files were read as {pattern}.</source>
        <translation>文件名按 {pattern} 读取。</translation>
    </message>
    <message>
        <source>The new sample rate.</source>
        <translation>新的采样率。</translation>
    </message>
    <message>
        <source>The preprocessing step &apos;{step}&apos; does not apply to {source}. Remove it.</source>
        <translation>预处理步骤“{step}”不适用于 {source}。请移除。</translation>
    </message>
    <message>
        <source>The preprocessing step &apos;{step}&apos; does not apply to {source}: it tokenises text, and these are values or tokens already. Remove it, or keep one such step only.</source>
        <translation>步骤“{step}”不能用于 {source}：它用来切分文本，而这里已是数值或词元。请移除它，或只保留一个此类步骤。</translation>
    </message>
    <message>
        <source>The row below the header of {file} was read as units.</source>
        <translation>{file} 表头下面的一行已读作各列的单位。</translation>
    </message>
    <message>
        <source>The split &apos;{part}&apos; is used for testing.</source>
        <translation>划分“{part}”用于测试。</translation>
    </message>
    <message>
        <source>The test data have no sequence of these classes: {names}.</source>
        <translation>测试数据中没有这些类别的序列：{names}。</translation>
    </message>
    <message>
        <source>There are no labels.</source>
        <translation>没有标签。</translation>
    </message>
    <message>
        <source>There is no column of labels.</source>
        <translation>没有标签列。</translation>
    </message>
    <message>
        <source>There is no example called &apos;{key}&apos;. Known: {known}.</source>
        <translation>没有叫“{key}”的示例。已知：{known}。</translation>
    </message>
    <message>
        <source>There is no file {path}. Check the spelling, or choose another file.</source>
        <translation>没有文件 {path}。请检查拼写，或选择其他文件。</translation>
    </message>
    <message>
        <source>These features are constant in the training data and carry no information: {names}.</source>
        <translation>这些特征在训练数据中从不变化，对网络没有任何信息：{names}。</translation>
    </message>
    <message>
        <source>Thousands</source>
        <translation>千位分隔符</translation>
    </message>
    <message>
        <source>Three classes of beats of forty synthetic patients, with baseline wander and muscle noise.</source>
        <translation>四十名虚构患者的三类心搏，带有基线漂移和肌电噪声。</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>阈值</translation>
    </message>
    <message>
        <source>Threshold between the two classes: the median (high or low), or zero (up or down).</source>
        <translation>两个类别之间的阈值：中位数（高或低），或零（涨或跌）。</translation>
    </message>
    <message>
        <source>Time column</source>
        <translation>时间列</translation>
    </message>
    <message>
        <source>Time steps between history and horizon.</source>
        <translation>历史与预测范围之间的时间步。</translation>
    </message>
    <message>
        <source>Time-ordered (the last ones are test data)</source>
        <translation>按时间（最后的为测试数据）</translation>
    </message>
    <message>
        <source>Time-ordered split: train on the past, test on the future; sequences that overlap the boundary are excluded.</source>
        <translation>按时间划分：用过去训练，用未来测试；跨越分界的序列不使用。</translation>
    </message>
    <message>
        <source>To</source>
        <translation>至</translation>
    </message>
    <message>
        <source>Tokenise into byte pairs (BPE)</source>
        <translation>切分为字节对（BPE）</translation>
    </message>
    <message>
        <source>Tokenise into characters</source>
        <translation>把文本切分为字符</translation>
    </message>
    <message>
        <source>Tokenise into words</source>
        <translation>把文本切分为词</translation>
    </message>
    <message>
        <source>Training data</source>
        <translation>训练数据</translation>
    </message>
    <message>
        <source>Training split; empty: train, or all of it.</source>
        <translation>训练划分；留空：train，或全部。</translation>
    </message>
    <message>
        <source>Truncate</source>
        <translation>截断</translation>
    </message>
    <message>
        <source>Truncate each sequence to its first, last or middle time steps; shorter sequences are kept whole, or excluded.</source>
        <translation>把每条序列截取为最前、最后或中间的时间步；较短的序列保持完整，或不使用。</translation>
    </message>
    <message>
        <source>UCR and UEA archive</source>
        <translation>UCR 与 UEA 数据集</translation>
    </message>
    <message>
        <source>UCR archive table</source>
        <translation>UCR 数据集表格</translation>
    </message>
    <message>
        <source>UEA and UCR archive</source>
        <translation>UEA 与 UCR 数据集</translation>
    </message>
    <message>
        <source>UTF-16 BE</source>
        <translation>UTF-16 BE</translation>
    </message>
    <message>
        <source>UTF-16 LE</source>
        <translation>UTF-16 LE</translation>
    </message>
    <message>
        <source>UTF-8</source>
        <translation>UTF-8</translation>
    </message>
    <message>
        <source>Validation share</source>
        <translation>验证比例</translation>
    </message>
    <message>
        <source>Value columns</source>
        <translation>数值列</translation>
    </message>
    <message>
        <source>Values of {index} that are the test data, such as 0-4, 9; empty: none; auto: as the dataset prescribes.</source>
        <translation>作为测试数据的 {index} 取值，例如 0-4, 9；留空：无；auto：按数据集的规定。</translation>
    </message>
    <message>
        <source>Vocabulary</source>
        <translation>词表</translation>
    </message>
    <message>
        <source>Vowels from a source-filter model (Fant 1960); no recordings.</source>
        <translation>由声源-滤波器模型（Fant 1960）合成的元音；没有录音。</translation>
    </message>
    <message>
        <source>Weka&apos;s attribute-relation file</source>
        <translation>Weka 的 ARFF 文件（属性-关系格式）</translation>
    </message>
    <message>
        <source>What a row of the table contains.</source>
        <translation>表格的每一行存放什么。</translation>
    </message>
    <message>
        <source>What happens to a sequence that is shorter than a window.</source>
        <translation>如何处理短于一个窗口的序列。</translation>
    </message>
    <message>
        <source>What is read as successive time steps.</source>
        <translation>什么作为依次的时间步读取。</translation>
    </message>
    <message>
        <source>What the network predicts from the sequences.</source>
        <translation>网络由序列预测什么。</translation>
    </message>
    <message>
        <source>Where the class of a file is given.</source>
        <translation>从哪里得知文件属于哪个类别。</translation>
    </message>
    <message>
        <source>Whether cells in double quotes may contain the delimiter and line breaks.</source>
        <translation>双引号中的单元格能否含有分隔符和换行。</translation>
    </message>
    <message>
        <source>Whether each line or each column is one sequence.</source>
        <translation>每行还是每列为一条序列。</translation>
    </message>
    <message>
        <source>Whether the first line names the columns.</source>
        <translation>第一行是否为列名。</translation>
    </message>
    <message>
        <source>Whether the first record names the columns.</source>
        <translation>第一条记录是否为列名。</translation>
    </message>
    <message>
        <source>Which part of a longer sequence is kept.</source>
        <translation>较长的序列保留哪一部分。</translation>
    </message>
    <message>
        <source>Which quantity is given.</source>
        <translation>给定的是什么。</translation>
    </message>
    <message>
        <source>Which segments are extracted from a record; detected automatically: beats where they are annotated.</source>
        <translation>从记录中截取什么；自动识别：有心搏标注时截取心搏。</translation>
    </message>
    <message>
        <source>Which sequences are held out for testing.</source>
        <translation>划出哪些序列用于测试。</translation>
    </message>
    <message>
        <source>Which steps</source>
        <translation>哪些步</translation>
    </message>
    <message>
        <source>Which views show the sequences.</source>
        <translation>用哪些视图显示序列。</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>Windows</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>Windows-1250 (Central European)</source>
        <translation>Windows-1250（中欧）</translation>
    </message>
    <message>
        <source>Windows-1251 (Cyrillic)</source>
        <translation>Windows-1251（西里尔文）</translation>
    </message>
    <message>
        <source>Windows-1252 (Western)</source>
        <translation>Windows-1252（西欧）</translation>
    </message>
    <message>
        <source>Windows-1253 (Greek)</source>
        <translation>Windows-1253（希腊文）</translation>
    </message>
    <message>
        <source>Windows-1254 (Turkish)</source>
        <translation>Windows-1254（土耳其文）</translation>
    </message>
    <message>
        <source>Windows-1255 (Hebrew)</source>
        <translation>Windows-1255（希伯来文）</translation>
    </message>
    <message>
        <source>Windows-1256 (Arabic)</source>
        <translation>Windows-1256（阿拉伯文）</translation>
    </message>
    <message>
        <source>Windows-1257 (Baltic)</source>
        <translation>Windows-1257（波罗的海）</translation>
    </message>
    <message>
        <source>Windows-874 (Thai)</source>
        <translation>Windows-874（泰文）</translation>
    </message>
    <message>
        <source>Without labels, a network can be trained to forecast the sequences.</source>
        <translation>没有标签时，可以训练网络对序列做预测。</translation>
    </message>
    <message>
        <source>Words, numbers, emoticons and punctuation are tokens; in scripts without blanks each character is one.</source>
        <translation>词、数字、表情符号和标点各为一个词元；不用空格分词的文字，每个字符为一个词元。</translation>
    </message>
    <message>
        <source>__label__x text</source>
        <translation>__label__x 文本</translation>
    </message>
    <message>
        <source>a factor</source>
        <translation>系数</translation>
    </message>
    <message>
        <source>a fixed length</source>
        <translation>固定长度</translation>
    </message>
    <message>
        <source>a list for each channel</source>
        <translation>每个通道一个列表</translation>
    </message>
    <message>
        <source>a list for each step</source>
        <translation>每个时间步一个列表</translation>
    </message>
    <message>
        <source>a sample rate</source>
        <translation>采样率</translation>
    </message>
    <message>
        <source>a sequence as a list</source>
        <translation>列表形式的一条序列</translation>
    </message>
    <message>
        <source>a sequence, one time step per column</source>
        <translation>一条序列，每列一步</translation>
    </message>
    <message>
        <source>a sound: the bytes of a file, or its path</source>
        <translation>一段声音：文件内容或其路径</translation>
    </message>
    <message>
        <source>a text</source>
        <translation>一段文本</translation>
    </message>
    <message>
        <source>a time step of a sequence</source>
        <translation>序列的一步</translation>
    </message>
    <message>
        <source>adversarial</source>
        <translation>对抗样本</translation>
    </message>
    <message>
        <source>apostrophe: 1&apos;234</source>
        <translation>撇号：1&apos;234</translation>
    </message>
    <message>
        <source>automatic (from the format)</source>
        <translation>自动（由格式决定）</translation>
    </message>
    <message>
        <source>belong to the text</source>
        <translation>属于文本</translation>
    </message>
    <message>
        <source>blank</source>
        <translation>空格</translation>
    </message>
    <message>
        <source>blank: 1 234</source>
        <translation>空格：1 234</translation>
    </message>
    <message>
        <source>blanks</source>
        <translation>空格</translation>
    </message>
    <message>
        <source>both, as features</source>
        <translation>两个都用，作为特征</translation>
    </message>
    <message>
        <source>characters</source>
        <translation>字符</translation>
    </message>
    <message>
        <source>clean</source>
        <translation>干净</translation>
    </message>
    <message>
        <source>columns, from the left</source>
        <translation>列，从左起</translation>
    </message>
    <message>
        <source>comma</source>
        <translation>逗号</translation>
    </message>
    <message>
        <source>comma: 1,234</source>
        <translation>逗号：1,234</translation>
    </message>
    <message>
        <source>comma: 1,5</source>
        <translation>逗号：1,5</translation>
    </message>
    <message>
        <source>data format</source>
        <translation>数据格式</translation>
    </message>
    <message>
        <source>data, like the other lines</source>
        <translation>与其他行一样的数据</translation>
    </message>
    <message>
        <source>detected automatically</source>
        <translation>自动识别</translation>
    </message>
    <message>
        <source>enclose cells</source>
        <translation>包住单元格</translation>
    </message>
    <message>
        <source>every step</source>
        <translation>每一步</translation>
    </message>
    <message>
        <source>example</source>
        <translation>示例</translation>
    </message>
    <message>
        <source>exclude</source>
        <translation>不使用</translation>
    </message>
    <message>
        <source>features, steps, sequences</source>
        <translation>特征、时间步、序列</translation>
    </message>
    <message>
        <source>file name</source>
        <translation>文件名</translation>
    </message>
    <message>
        <source>five by AAMI: N, S, V, F, Q</source>
        <translation>AAMI 五类：N、S、V、F、Q</translation>
    </message>
    <message>
        <source>folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>heart beats</source>
        <translation>心搏</translation>
    </message>
    <message>
        <source>image rows</source>
        <translation>图像行</translation>
    </message>
    <message>
        <source>interpolation in time</source>
        <translation>按时间插值</translation>
    </message>
    <message>
        <source>k-fold cross-validation: the folds depend on the seed only, so runs with folds 1 to k test every sequence once.</source>
        <translation>k 折交叉验证：各折只取决于种子，因此折编号 1 到 k 的各次运行把每条序列各测试一次。</translation>
    </message>
    <message>
        <source>keep as they are</source>
        <translation>保持原样</translation>
    </message>
    <message>
        <source>label, then text</source>
        <translation>先标签，后文本</translation>
    </message>
    <message>
        <source>left</source>
        <translation>左声道</translation>
    </message>
    <message>
        <source>linear interpolation</source>
        <translation>线性插值</translation>
    </message>
    <message>
        <source>many sequences</source>
        <translation>多条序列</translation>
    </message>
    <message>
        <source>mixed to one</source>
        <translation>混为单声道</translation>
    </message>
    <message>
        <source>must be {k} or less, the number of folds, got {fold}</source>
        <translation>必须不大于折数 {k}，现为 {fold}</translation>
    </message>
    <message>
        <source>names of the columns</source>
        <translation>列名</translation>
    </message>
    <message>
        <source>needs names in braces with something between them, such as {example}</source>
        <translation>需要花括号中的名称，且名称之间要有字符隔开，例如 {example}</translation>
    </message>
    <message>
        <source>needs numbers and ranges such as 0-4, 9, got {input}</source>
        <translation>需要数字和范围，例如 0-4, 9，现为 {input}</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>number, score, text</source>
        <translation>编号、得分、文本</translation>
    </message>
    <message>
        <source>numbers as they are</source>
        <translation>保持原有数字</translation>
    </message>
    <message>
        <source>one long sequence</source>
        <translation>一条长序列</translation>
    </message>
    <message>
        <source>one per beat</source>
        <translation>每次心搏一条</translation>
    </message>
    <message>
        <source>one sequence per column, its label in the first line</source>
        <translation>每列一条序列，标签在首行</translation>
    </message>
    <message>
        <source>one sequence per line</source>
        <translation>每行一条序列</translation>
    </message>
    <message>
        <source>pieces of that length</source>
        <translation>该长度的片段</translation>
    </message>
    <message>
        <source>point: 1.234</source>
        <translation>点：1.234</translation>
    </message>
    <message>
        <source>point: 1.5</source>
        <translation>点：1.5</translation>
    </message>
    <message>
        <source>positive and negative</source>
        <translation>正面与负面</translation>
    </message>
    <message>
        <source>preprocessing step</source>
        <translation>预处理步骤</translation>
    </message>
    <message>
        <source>prices</source>
        <translation>价格</translation>
    </message>
    <message>
        <source>right</source>
        <translation>右</translation>
    </message>
    <message>
        <source>rows, from the top</source>
        <translation>行，从上起</translation>
    </message>
    <message>
        <source>running text without labels</source>
        <translation>不带标签的连续文本</translation>
    </message>
    <message>
        <source>s</source>
        <translation>秒</translation>
    </message>
    <message>
        <source>semicolon</source>
        <translation>分号</translation>
    </message>
    <message>
        <source>sequences, features, steps</source>
        <translation>序列、特征、时间步</translation>
    </message>
    <message>
        <source>sequences, steps, features</source>
        <translation>序列、时间步、特征</translation>
    </message>
    <message>
        <source>series</source>
        <translation>时间序列</translation>
    </message>
    <message>
        <source>source of data by name</source>
        <translation>按名称的数据来源</translation>
    </message>
    <message>
        <source>speech</source>
        <translation>语音</translation>
    </message>
    <message>
        <source>split</source>
        <translation>划分</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>steps, features, sequences</source>
        <translation>时间步、特征、序列</translation>
    </message>
    <message>
        <source>steps, sequences, features</source>
        <translation>时间步、序列、特征</translation>
    </message>
    <message>
        <source>symbols as annotated</source>
        <translation>标注中的符号</translation>
    </message>
    <message>
        <source>tab</source>
        <translation>制表符</translation>
    </message>
    <message>
        <source>table beside the files</source>
        <translation>文件旁的表格</translation>
    </message>
    <message>
        <source>task</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>text, then label</source>
        <translation>先文本，后标签</translation>
    </message>
    <message>
        <source>the end</source>
        <translation>末尾</translation>
    </message>
    <message>
        <source>the first</source>
        <translation>最前面的</translation>
    </message>
    <message>
        <source>the first record names the columns</source>
        <translation>第一条记录给出列名</translation>
    </message>
    <message>
        <source>the last</source>
        <translation>最后面的</translation>
    </message>
    <message>
        <source>the last (or first) value</source>
        <translation>最后（或最前）一个值</translation>
    </message>
    <message>
        <source>the mean</source>
        <translation>均值</translation>
    </message>
    <message>
        <source>the mean of the feature</source>
        <translation>该特征的均值</translation>
    </message>
    <message>
        <source>the median of the training data</source>
        <translation>训练数据的中位数</translation>
    </message>
    <message>
        <source>the middle</source>
        <translation>中间的</translation>
    </message>
    <message>
        <source>the start</source>
        <translation>开头</translation>
    </message>
    <message>
        <source>the value</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>vertical bar</source>
        <translation>竖线</translation>
    </message>
    <message>
        <source>whole records</source>
        <translation>整条记录</translation>
    </message>
    <message>
        <source>windows</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>with an anti-aliasing filter</source>
        <translation>用抗混叠滤波器</translation>
    </message>
    <message>
        <source>words</source>
        <translation>词</translation>
    </message>
    <message>
        <source>zero</source>
        <translation>零</translation>
    </message>
    <message>
        <source>zeros</source>
        <translation>零</translation>
    </message>
    <message>
        <source>{data}: classes with blanks, commas or colons in their names cannot be written as .ts.</source>
        <translation>{data}：名称中含有空格、逗号或冒号的类别无法写成 .ts。</translation>
    </message>
    <message>
        <source>{file} cannot be converted in the folder {folder}: {reason}. Set ROBUSTGUI_CACHE to a folder that can be written to.</source>
        <translation>无法在文件夹 {folder} 中转换 {file}：{reason}。请把 ROBUSTGUI_CACHE 设为可写入的文件夹。</translation>
    </message>
    <message>
        <source>{file} cannot be read: {problem}.</source>
        <translation>无法读取 {file}：{problem}。</translation>
    </message>
    <message>
        <source>{file} contains Python objects (pickle), and reading them could run untrusted code. Save its arrays again with numpy.savez as numbers or text of fixed width.</source>
        <translation>{file} 含有 Python 对象（pickle），读取它们可能会运行不可信的代码。请用 numpy.savez 把数组另存为数字或定宽文本。</translation>
    </message>
    <message>
        <source>{file} contains both texts and lists of numbers: &apos;{kept}&apos; was read, {names} excluded.</source>
        <translation>{file} 同时含有文本和数字列表：读取了“{kept}”，略去了 {names}。</translation>
    </message>
    <message>
        <source>{file} contains labels. Choose the file with the images instead.</source>
        <translation>{file} 存放的是标签。请选择存放图像的文件。</translation>
    </message>
    <message>
        <source>{file} contains neither labelled lines nor running text. Choose another file, or another format.</source>
        <translation>{file} 中既没有带标签的行，也没有连续文本。请选择其他文件或其他格式。</translation>
    </message>
    <message>
        <source>{file} contains no sequences. Choose another file.</source>
        <translation>{file} 中没有序列。请选择其他文件。</translation>
    </message>
    <message>
        <source>{file} contains no texts. Choose another file.</source>
        <translation>{file} 中没有文本。请选择其他文件。</translation>
    </message>
    <message>
        <source>{file} contains only empty lines. Choose a file with sequences.</source>
        <translation>{file} 只有空行。请选择含有序列的文件。</translation>
    </message>
    <message>
        <source>{file} does not begin with a record, its number of signals and its rate. It is damaged; get it again.</source>
        <translation>{file} 的开头不是记录名、信号数和采样率。文件已损坏；请重新获取。</translation>
    </message>
    <message>
        <source>{file} ends with more than {mib:.0f} MiB of zero bytes: it is not text, or damaged. Get it again.</source>
        <translation>{file} 末尾有超过 {mib:.0f} MiB 的零字节：它不是文本，或已损坏。请重新获取。</translation>
    </message>
    <message>
        <source>{file} has a sample rate of {rate:g} Hz, others have {common:g} Hz. Put records of one sample rate into one folder.</source>
        <translation>{file} 的采样率为 {rate:g} Hz，其他文件为 {common:g} Hz。请把采样率相同的记录放在同一文件夹。</translation>
    </message>
    <message>
        <source>{file} has a sample rate of {rate} Hz, which cannot be resampled to {wanted} Hz. Remove it, or choose its rate.</source>
        <translation>{file} 的采样率为 {rate} Hz，无法重采样到 {wanted} Hz。请移除它，或选用它的采样率。</translation>
    </message>
    <message>
        <source>{file} has fewer lines than {other}. Each channel needs one line for each sequence.</source>
        <translation>{file} 的行数少于 {other}。每个通道都需要为每条序列提供一行。</translation>
    </message>
    <message>
        <source>{file} has more labels than {other} has lines. Bring them to the same number of lines.</source>
        <translation>{file} 的标签数多于 {other} 的行数。请使两者行数相同。</translation>
    </message>
    <message>
        <source>{file} has no annotations with the ending .{kind}. Choose another ending.</source>
        <translation>{file} 没有扩展名为 .{kind} 的标注。请选择其他扩展名。</translation>
    </message>
    <message>
        <source>{file} has no array &apos;{name}&apos; with the labels. Add it.</source>
        <translation>{file} 中没有存放标签的数组“{name}”。请添加。</translation>
    </message>
    <message>
        <source>{file} has no array &apos;{name}&apos;. It holds: {names}. Choose another one.</source>
        <translation>{file} 中没有数组“{name}”。其中有：{names}。请另选一个。</translation>
    </message>
    <message>
        <source>{file} has no column &apos;{column}&apos; (setting &apos;{setting}&apos;). Its columns are: {known}.</source>
        <translation>{file} 中没有列“{column}”（设置“{setting}”）。它的列有：{known}。</translation>
    </message>
    <message>
        <source>{file} has no column &apos;{name}&apos;. Its columns are: {known}. Choose one of them, or its number.</source>
        <translation>{file} 中没有列“{name}”。它的列有：{known}。请选择其中之一，或填写列号。</translation>
    </message>
    <message>
        <source>{file} has no column &apos;{name}&apos;. Its columns are: {known}. Choose one of them.</source>
        <translation>{file} 中没有列“{name}”。它的列有：{known}。请选择其中之一。</translation>
    </message>
    <message>
        <source>{file} has no column of texts. Name it in the settings of the format, or choose another format.</source>
        <translation>{file} 中没有文本列。请在格式设置中指明，或选择其他格式。</translation>
    </message>
    <message>
        <source>{file} has no column of texts. Name it in the settings of the format.</source>
        <translation>{file} 中没有文本列。请在格式设置中指明。</translation>
    </message>
    <message>
        <source>{file} has no key &apos;{key}&apos;. Its keys are: {known}.</source>
        <translation>{file} 没有键“{key}”。它的键有：{known}。</translation>
    </message>
    <message>
        <source>{file} has no line @data. The file may be truncated; get it again.</source>
        <translation>{file} 中没有 @data 行。文件可能被截断；请重新获取。</translation>
    </message>
    <message>
        <source>{file} has no samples. Remove it.</source>
        <translation>{file} 没有采样值。请移除它。</translation>
    </message>
    <message>
        <source>{file} has no samples: it is truncated or damaged. Get it again.</source>
        <translation>{file} 没有采样值：文件被截断或已损坏。请重新获取。</translation>
    </message>
    <message>
        <source>{file} has no signal &apos;{name}&apos;. Its signals are: {known}. Choose one that all records have.</source>
        <translation>{file} 中没有信号“{name}”。它的信号有：{known}。请选择所有记录都有的信号。</translation>
    </message>
    <message>
        <source>{file} has the units {units}, others have {common}. Put records with the same units into one folder.</source>
        <translation>{file} 的单位为 {units}，其他文件为 {common}。请把单位相同的记录放在同一文件夹。</translation>
    </message>
    <message>
        <source>{file} holds the arrays {names}, but neither &apos;x&apos; (N, T, F) nor &apos;values&apos; with &apos;offsets&apos;. Rename the arrays, or choose one of them in the settings of the format.</source>
        <translation>{file} 含有数组 {names}，但既没有 &apos;x&apos; (N, T, F)，也没有带 &apos;offsets&apos; 的 &apos;values&apos;。请重命名数组，或在格式设置中选择其中一个。</translation>
    </message>
    <message>
        <source>{file} is a Feather file of version 1, which is no longer read. Save it again as Parquet.</source>
        <translation>{file} 是版本 1 的 Feather 文件，已不再支持读取。请重新存为 Parquet。</translation>
    </message>
    <message>
        <source>{file} is a MATLAB file of version 7.3, and reading it needs a package that is not installed: pip install &apos;robustgui[hdf5]&apos;. Or save it with the option -v7 in MATLAB.</source>
        <translation>{file} 是 7.3 版 MATLAB 文件，读取它需要一个尚未安装的包：pip install &apos;robustgui[hdf5]&apos;。也可以在 MATLAB 中用选项 -v7 保存。</translation>
    </message>
    <message>
        <source>{file} is a Parquet or Arrow file, and reading it needs a package that is not installed: pip install &apos;robustgui[arrow]&apos;.</source>
        <translation>{file} 是 Parquet 或 Arrow 文件，读取它需要一个尚未安装的包：pip install &apos;robustgui[arrow]&apos;。</translation>
    </message>
    <message>
        <source>{file} is an adversarial set: its clean inputs ({read}) are read, not {left_out}.</source>
        <translation>{file} 是对抗样本集：读取其中的干净样本（{read}），不读取 {left_out}。</translation>
    </message>
    <message>
        <source>{file} is an adversarial set: the adversarial inputs ({read}) are read. For the clean ones ({left_out}) set &apos;Inputs&apos; of the format to clean.</source>
        <translation>{file} 是对抗样本集：读取其中的对抗样本（{read}）。若要干净样本（{left_out}），请将格式的“输入”设为干净样本。</translation>
    </message>
    <message>
        <source>{file} is compressed sound, and reading it needs a package that is not installed: pip install &apos;robustgui[audio]&apos;. Or save it as plain .wav.</source>
        <translation>{file} 是压缩音频，读取它需要一个尚未安装的包：pip install &apos;robustgui[audio]&apos;。也可以存为普通的 .wav。</translation>
    </message>
    <message>
        <source>{file} is compressed with {form}; only NumPy archives, IDX, and folders with one file per channel are read compressed. Decompress it first.</source>
        <translation>{file} 是用 {form} 压缩的；能直接读取压缩文件的格式只有 NumPy 归档、IDX 和每通道一个文件的文件夹。请先解压。</translation>
    </message>
    <message>
        <source>{file} is empty. Choose a file with sequences.</source>
        <translation>{file} 是空文件。请选择有序列的文件。</translation>
    </message>
    <message>
        <source>{file} is in a format that cannot be read. Convert it to one of these: {formats}.</source>
        <translation>{file} 的格式无法读取。请转换为以下格式之一：{formats}。</translation>
    </message>
    <message>
        <source>{file} is not UTF-8 text, or it is damaged or truncated. Get it again.</source>
        <translation>{file} 不是 UTF-8 文本，或者已损坏或被截断。请重新获取。</translation>
    </message>
    <message>
        <source>{file} is not a .wav file: it does not begin with RIFF and WAVE. Get it again.</source>
        <translation>{file} 不是 .wav 文件：开头没有 RIFF 和 WAVE。请重新获取。</translation>
    </message>
    <message>
        <source>{file} is not a MATLAB file of version 5 to 7.3. Save it again with the option -v7 in MATLAB.</source>
        <translation>{file} 不是版本 5 至 7.3 的 MATLAB 文件。请在 MATLAB 中用选项 -v7 重新保存。</translation>
    </message>
    <message>
        <source>{file} is not a readable sound file: it is damaged, truncated or of another kind. Get it again.</source>
        <translation>{file} 不是可读取的音频：已损坏、被截断或属于其他类型。请重新获取。</translation>
    </message>
    <message>
        <source>{file} is not a table. Save it as .csv.</source>
        <translation>{file} 不是表格。请存为 .csv。</translation>
    </message>
    <message>
        <source>{file} is not a text file in UTF-8, UTF-16 or another encoding that can be recognised. If it is text, save it as UTF-8 or name its encoding; if it is not, convert it to a format that can be read.</source>
        <translation>{file} 不是 UTF-8、UTF-16 或其他可识别编码的文本文件。如果它是文本，请另存为 UTF-8 或指定其编码；如果不是，请转换为可读取的格式。</translation>
    </message>
    <message>
        <source>{file} is not a valid .npy file: it is damaged, truncated or of another kind. Save it again with numpy.save.</source>
        <translation>{file} 不是有效的 .npy 文件：已损坏、被截断或属于其他类型。请用 numpy.save 重新保存。</translation>
    </message>
    <message>
        <source>{file} is not a valid .npz file: it is damaged, truncated or of another kind. Save it again with numpy.savez.</source>
        <translation>{file} 不是有效的 .npz 文件：已损坏、被截断或属于其他类型。请用 numpy.savez 重新保存。</translation>
    </message>
    <message>
        <source>{file} is not a valid MATLAB file of version 7.3: it is damaged, truncated or of another kind. Save it again in MATLAB.</source>
        <translation>{file} 不是有效的 MATLAB 7.3 版文件：已损坏、被截断或属于其他类型。请在 MATLAB 中重新保存。</translation>
    </message>
    <message>
        <source>{file} is not a valid MATLAB file: it is damaged or truncated. Save it again in MATLAB.</source>
        <translation>{file} 不是有效的 MATLAB 文件：已损坏或被截断。请在 MATLAB 中重新保存。</translation>
    </message>
    <message>
        <source>{file} is not a valid Parquet or Arrow file: {reason}. It may be damaged or truncated; get it again.</source>
        <translation>{file} 不是有效的 Parquet 或 Arrow 文件：{reason}。文件可能损坏或被截断；请重新获取。</translation>
    </message>
    <message>
        <source>{file} is not an IDX file: it does not begin with a type and the lengths of its axes. Get it again, or choose another file.</source>
        <translation>{file} 不是 IDX 文件：开头不是类型和各轴长度。请重新获取，或选择其他文件。</translation>
    </message>
    <message>
        <source>{file} is not text in {encoding}. Choose another encoding, or let it be detected automatically.</source>
        <translation>{file} 不是 {encoding} 编码的文本。请选择其他编码，或改为自动识别。</translation>
    </message>
    <message>
        <source>{file} needs {needed:.1f} GiB of memory, and {limit:.1f} GiB are allowed here. Use a part of the data.</source>
        <translation>{file} 需要 {needed:.1f} GiB 内存，而这里允许 {limit:.1f} GiB。请只使用部分数据。</translation>
    </message>
    <message>
        <source>{file}, array &apos;{name}&apos;, entry {index} (counted from 0): its shape is {shape}; a matrix with values is needed. Correct it.</source>
        <translation>{file}，数组“{name}”，第 {index} 项（从 0 计数）：形状为 {shape}；需要含有值的矩阵。请更正。</translation>
    </message>
    <message>
        <source>{file}, array &apos;{name}&apos;, entry {index} (counted from 0): numbers are needed. Correct it.</source>
        <translation>{file}，数组“{name}”，第 {index} 项（从 0 计数）：需要数字。请更正。</translation>
    </message>
    <message>
        <source>{file}, array &apos;{name}&apos;: a matrix is needed, not {what}. Choose another array.</source>
        <translation>{file}，数组“{name}”：需要矩阵，而不是 {what}。请选择其他数组。</translation>
    </message>
    <message>
        <source>{file}, array &apos;{name}&apos;: a target is missing or infinite. Correct it.</source>
        <translation>{file}，数组“{name}”：有目标缺失或无穷大。请更正。</translation>
    </message>
    <message>
        <source>{file}, array &apos;{name}&apos;: it contains Python objects (pickle), and reading them could run untrusted code. Save it again as numbers or text of fixed width.</source>
        <translation>{file}，数组“{name}”：含有 Python 对象（pickle），读取它可能会运行不可信的代码。请重新存为数字或定宽文本。</translation>
    </message>
    <message>
        <source>{file}, array &apos;{name}&apos;: it holds {what}, and only matrices of numbers, texts and lists of them can be read here. Save it as such.</source>
        <translation>{file}，数组“{name}”：存放的是 {what}，而这里只能读取数字矩阵、文本及其列表。请存为这些形式。</translation>
    </message>
    <message>
        <source>{file}, array &apos;{name}&apos;: it is not a list of arrays.</source>
        <translation>{file}，数组“{name}”：不是由数组组成的列表。</translation>
    </message>
    <message>
        <source>{file}, array &apos;{name}&apos;: it needs {count} whole numbers from {low} to {high}. Correct it.</source>
        <translation>{file}，数组“{name}”：需要 {count} 个从 {low} 到 {high} 的整数。请更正。</translation>
    </message>
    <message>
        <source>{file}, array &apos;{name}&apos;: its shape is {shape}, but &apos;{sequences}&apos; needs {needed}. Correct it.</source>
        <translation>{file}，数组“{name}”：形状为 {shape}，但“{sequences}”需要 {needed}。请更正。</translation>
    </message>
    <message>
        <source>{file}, array &apos;{name}&apos;: its shape is {shape}, so it has no values. Save it as (N, T, F).</source>
        <translation>{file}，数组“{name}”：形状为 {shape}，因此不含任何值。请存为 (N, T, F)。</translation>
    </message>
    <message>
        <source>{file}, array &apos;{name}&apos;: its shape is {shape}; {allowed} dimensions are needed. Reshape it.</source>
        <translation>{file}，数组“{name}”：形状为 {shape}；需要 {allowed} 维。请改变形状。</translation>
    </message>
    <message>
        <source>{file}, array &apos;{name}&apos;: numbers are needed, not {dtype}. Save it as numbers.</source>
        <translation>{file}，数组“{name}”：需要数字，而不是 {dtype}。请存为数字。</translation>
    </message>
    <message>
        <source>{file}, array &apos;{name}&apos;: only matrices of numbers, texts and lists of them can be read here. Save it as such.</source>
        <translation>{file}，数组“{name}”：这里只能读取数字矩阵、文本及其列表。请存为这些形式。</translation>
    </message>
    <message>
        <source>{file}, column {column}: the sequence has no values. Remove the column, or add its values.</source>
        <translation>{file}，第 {column} 列：序列没有值。请删除此列，或补上它的值。</translation>
    </message>
    <message>
        <source>{file}, line {line}, column 1: an object in braces is needed. Each line must contain one.</source>
        <translation>{file}，第 {line} 行第 1 列：需要一个花括号中的对象。每行必须有一个。</translation>
    </message>
    <message>
        <source>{file}, line {line}, column {column}: &apos;{text}&apos; is not a finite number. Correct it (decimals after a point), or leave the cell empty if the value is missing.</source>
        <translation>{file}，第 {line} 行第 {column} 列：“{text}”不是有限数。请更正（小数用点号），若值缺失则留空。</translation>
    </message>
    <message>
        <source>{file}, line {line}, column {column}: &apos;{text}&apos; is not a time in the format of the lines above. Correct it, or choose the date format in the settings of the format.</source>
        <translation>{file}，第 {line} 行第 {column} 列：“{text}”不是与上面各行相同的时间。请更正，或在格式设置中选择日期的写法。</translation>
    </message>
    <message>
        <source>{file}, line {line}, column {column}: label and text cannot be separated in &apos;{text}&apos;. Correct the line, or choose another form in the settings of the format.</source>
        <translation>{file}，第 {line} 行第 {column} 列：“{text}”中的标签和文本无法区分。请更正此行，或在格式设置中选择其他形式。</translation>
    </message>
    <message>
        <source>{file}, line {line}, column {column}: this is not a JSON object ({reason}). Each line must contain one.</source>
        <translation>{file}，第 {line} 行第 {column} 列：这不是 JSON 对象（{reason}）。每行必须有一个。</translation>
    </message>
    <message>
        <source>{file}, line {line}, feature {feature}, step {step}: &apos;{text}&apos; is not a finite number. Correct it, or write ? if the value is missing.</source>
        <translation>{file}，第 {line} 行，特征 {feature}，第 {step} 步：“{text}”不是有限数。请更正，若值缺失则写 ?。</translation>
    </message>
    <message>
        <source>{file}, line {line}, feature {feature}, step {step}: &apos;{text}&apos; is not a time. Correct it.</source>
        <translation>{file}，第 {line} 行，特征 {feature}，第 {step} 步：“{text}”不是时间。请更正。</translation>
    </message>
    <message>
        <source>{file}, line {line}, feature {feature}, step {step}: a time and a value are needed, such as (0,1.5). Correct it.</source>
        <translation>{file}，第 {line} 行，特征 {feature}，第 {step} 步：需要时间和值，例如 (0,1.5)。请更正。</translation>
    </message>
    <message>
        <source>{file}, line {line}, step {step} of &apos;{key}&apos;: {number} is not finite or too large. Write null where a value is missing.</source>
        <translation>{file}，第 {line} 行，“{key}”的第 {step} 步：{number} 不是有限的数字或过大。缺失值请写 null。</translation>
    </message>
    <message>
        <source>{file}, line {line}: @{directive} must be followed by a whole number above 0. Correct the line.</source>
        <translation>{file}，第 {line} 行：@{directive} 后面必须是大于 0 的整数。请更正此行。</translation>
    </message>
    <message>
        <source>{file}, line {line}: @{directive} must be followed by true or false. Correct the line.</source>
        <translation>{file}，第 {line} 行：@{directive} 后面必须是 true 或 false。请更正此行。</translation>
    </message>
    <message>
        <source>{file}, line {line}: a file, a format and a gain are needed. It is damaged; get it again.</source>
        <translation>{file}，第 {line} 行：需要文件、格式和增益。文件已损坏；请重新获取。</translation>
    </message>
    <message>
        <source>{file}, line {line}: a quotation mark is not closed, or is followed by other characters. The line may be truncated; correct it.</source>
        <translation>{file}，第 {line} 行：引号没有闭合，或其后还有内容。此行可能被截断；请更正。</translation>
    </message>
    <message>
        <source>{file}, line {line}: a relational attribute must contain numbers only. Remove the other attributes.</source>
        <translation>{file}，第 {line} 行：关系型属性只能含有数字。请去掉其他属性。</translation>
    </message>
    <message>
        <source>{file}, line {line}: before the line @data only directives such as @frequency hourly are allowed. Add the line @data above the first series.</source>
        <translation>{file} 第 {line} 行：@data 行之前只允许 @frequency hourly 之类的指令。请在第一条序列之前加上 @data 行。</translation>
    </message>
    <message>
        <source>{file}, line {line}: before the line @data only directives such as @univariate true are allowed. Add the line @data above the first sequence.</source>
        <translation>{file}，第 {line} 行：@data 行之前只允许 @univariate true 之类的指令。请在第一条序列上方加上 @data 行。</translation>
    </message>
    <message>
        <source>{file}, line {line}: class &apos;{name}&apos; is not among those that the header declares: {known}.</source>
        <translation>{file}，第 {line} 行：类别“{name}”不在文件头声明的类别之中：{known}。</translation>
    </message>
    <message>
        <source>{file}, line {line}: no label after a colon at the end. The line may be truncated; add the label.</source>
        <translation>{file}，第 {line} 行：末尾冒号后没有标签。此行可能被截断；请加上标签。</translation>
    </message>
    <message>
        <source>{file}, line {line}: only one column. A line must contain a label and values, separated by commas, semicolons or tabs.</source>
        <translation>{file}，第 {line} 行：只有一列。一行必须有一个标签和若干值，用逗号、分号或制表符分隔。</translation>
    </message>
    <message>
        <source>{file}, line {line}: sparse rows in braces cannot be read as sequences. Save the file in the dense form, with Weka&apos;s filter SparseToNonSparse.</source>
        <translation>{file}，第 {line} 行：花括号中的稀疏行无法作为序列读取。请用 Weka 的过滤器 SparseToNonSparse 把文件存为稠密形式。</translation>
    </message>
    <message>
        <source>{file}, line {line}: the gain is not valid. Correct it.</source>
        <translation>{file}，第 {line} 行：增益不合理。请更正。</translation>
    </message>
    <message>
        <source>{file}, line {line}: the label is missing or infinite. Add it, or remove the sequence.</source>
        <translation>{file}，第 {line} 行：标签缺失或无穷大。请补上，或删除该序列。</translation>
    </message>
    <message>
        <source>{file}, line {line}: the name of a segment and its number of samples are needed. It is damaged; get it again.</source>
        <translation>{file} 第 {line} 行：需要分段的名称及其采样数。文件已损坏；请重新获取。</translation>
    </message>
    <message>
        <source>{file}, line {line}: the object has no &apos;{key}&apos;. Add it, or remove the line.</source>
        <translation>{file}，第 {line} 行：对象中没有“{key}”。请补上，或删除此行。</translation>
    </message>
    <message>
        <source>{file}, line {line}: the samples must lie in the same folder, not in {other}. Correct the line.</source>
        <translation>{file}，第 {line} 行：采样值必须在同一文件夹中，而不是在 {other} 中。请更正此行。</translation>
    </message>
    <message>
        <source>{file}, line {line}: the sequence has no values. Remove the line, or add its values.</source>
        <translation>{file}，第 {line} 行：序列没有值。请删除此行，或补上它的值。</translation>
    </message>
    <message>
        <source>{file}, line {line}: the table cannot be parsed ({reason}). Check the quotation marks.</source>
        <translation>{file}，第 {line} 行：无法解析表格（{reason}）。请检查引号。</translation>
    </message>
    <message>
        <source>{file}, line {line}: the target &apos;{text}&apos; is not a number. Correct it.</source>
        <translation>{file}，第 {line} 行：目标“{text}”不是数字。请更正。</translation>
    </message>
    <message>
        <source>{file}, line {line}: the target is too large. Divide all targets by a suitable number.</source>
        <translation>{file}，第 {line} 行：目标过大。请把所有目标除以合适的数。</translation>
    </message>
    <message>
        <source>{file}, line {line}: there is a label without values. Put the values in the same line, separated by tabs.</source>
        <translation>{file}，第 {line} 行：有标签，但后面没有值。请把值放在同一行，用制表符分隔。</translation>
    </message>
    <message>
        <source>{file}, line {line}: this is not a declaration such as @attribute att1 numeric. Correct it, or add the line @data above the first sequence.</source>
        <translation>{file}，第 {line} 行：这不是 @attribute att1 numeric 之类的声明。请更正，或在第一条序列上方加上 @data 行。</translation>
    </message>
    <message>
        <source>{file}, line {line}: {value} is not valid here. Correct it.</source>
        <translation>{file}，第 {line} 行：{value} 在此处不合理。请更正。</translation>
    </message>
    <message>
        <source>{file}, line {line}: {width} cells, {expected} expected. Put texts that hold the delimiter or a quotation mark in double quotes.</source>
        <translation>{file}，第 {line} 行：{width} 个单元格，应为 {expected} 个。含有分隔符或引号的文本请放在双引号中。</translation>
    </message>
    <message>
        <source>{file}, row {row}, column &apos;{column}&apos;: the value is infinite or too large. Correct it, or leave it out.</source>
        <translation>{file}，第 {row} 行，列“{column}”：值为无穷大或过大。请更正，或留空。</translation>
    </message>
    <message>
        <source>{file}, row {row}, column &apos;{name}&apos;: the lists in the list differ in length. Correct the row.</source>
        <translation>{file}，第 {row} 行，列“{name}”：列表中各列表的长度不同。请更正此行。</translation>
    </message>
    <message>
        <source>{file}, row {row}, column &apos;{name}&apos;: the sequence is missing. Remove the row.</source>
        <translation>{file}，第 {row} 行，列“{name}”：序列缺失。请删除此行。</translation>
    </message>
    <message>
        <source>{file}, row {row}: &apos;{text}&apos; is not a time in the format of the rows above. Correct it.</source>
        <translation>{file}，第 {row} 行：“{text}”不是与上面各行相同的时间。请更正。</translation>
    </message>
    <message>
        <source>{file}, row {row}: the lists of the columns {names} differ in length. Choose one of them in the settings of the format.</source>
        <translation>{file}，第 {row} 行：列 {names} 的列表长度不同。请在格式设置中选择其中一列。</translation>
    </message>
    <message>
        <source>{file}, row {row}: the time is missing. Remove the row.</source>
        <translation>{file}，第 {row} 行：时间缺失。请删除此行。</translation>
    </message>
    <message>
        <source>{file}: a sample is infinite or too large. Remove the file.</source>
        <translation>{file}：有采样值为无穷大或过大。请移除此文件。</translation>
    </message>
    <message>
        <source>{file}: a sample rate of {rate} Hz is not valid. Correct it.</source>
        <translation>{file}：采样率 {rate} Hz 无效。请更正。</translation>
    </message>
    <message>
        <source>{file}: a target is missing or infinite. Correct it.</source>
        <translation>{file}：有目标缺失或无穷大。请更正。</translation>
    </message>
    <message>
        <source>{file}: it contains Python objects (pickle), and reading them could run untrusted code. Save it again as numbers or text of fixed width.</source>
        <translation>{file}：含有 Python 对象（pickle），读取它可能会运行不可信的代码。请重新存为数字或定宽文本。</translation>
    </message>
    <message>
        <source>{file}: its axes are {shape}; pictures have 2 to 4 axes with values. Choose another file.</source>
        <translation>{file}：各轴为 {shape}；图像应有 2 到 4 个轴且含有值。请选择其他文件。</translation>
    </message>
    <message>
        <source>{file}: its segment {segment} consists of segments itself.</source>
        <translation>{file}：其分段 {segment} 本身又由分段组成。</translation>
    </message>
    <message>
        <source>{file}: its segment {segment} is not in the same folder. Put {other} there.</source>
        <translation>{file}：其分段 {segment} 不在同一文件夹中。请把 {other} 放到那里。</translation>
    </message>
    <message>
        <source>{file}: its shape is {shape}; 1 to 3 dimensions with values are needed. Reshape it.</source>
        <translation>{file}：形状为 {shape}；需要 1 到 3 维且含有值。请改变形状。</translation>
    </message>
    <message>
        <source>{file}: no beat is annotated within its samples. Use windows or whole records instead.</source>
        <translation>{file}：其采样值范围内没有标注任何心搏。请改为截取窗口或整条记录。</translation>
    </message>
    <message>
        <source>{file}: no column contains the values of the time steps. Name such columns in the settings of the format.</source>
        <translation>{file}：没有存放各步数值的列。请在格式设置中指明这些列。</translation>
    </message>
    <message>
        <source>{file}: no column contains values (lists of numbers, or numbers). Its columns are: {known}. Name one in the settings of the format.</source>
        <translation>{file}：没有存放数值（数字列表或数字）的列。它的列有：{known}。请在格式设置中指明一列。</translation>
    </message>
    <message>
        <source>{file}: no key holds a text or a list of numbers. Name it in the settings of the format.</source>
        <translation>{file}：没有键含有文本或数字列表。请在格式设置中指定。</translation>
    </message>
    <message>
        <source>{file}: no sequence has a label, although the header announces labels.</source>
        <translation>{file}：文件头声明有标签，但没有任何序列带有标签。</translation>
    </message>
    <message>
        <source>{file}: numbers are needed, not {dtype}. Save it as numbers.</source>
        <translation>{file}：需要数字，而不是 {dtype}。请存为数字。</translation>
    </message>
    <message>
        <source>{file}: sequence {index} (counted from 0) has no time steps. Remove it.</source>
        <translation>{file}：序列 {index}（从 0 计数）没有任何步。请删除。</translation>
    </message>
    <message>
        <source>{file}: sequence {index}, step {step}, feature {feature} (all counted from 0) is infinite or too large. Write NaN where a value is missing.</source>
        <translation>{file}：序列 {index}，第 {step} 步，特征 {feature}（均从 0 计数）为无穷大或过大。值缺失处请写 NaN。</translation>
    </message>
    <message>
        <source>{file}: several columns could hold the labels: {columns}. Name the right one in the settings of the format, or call it &apos;label&apos; in the first line.</source>
        <translation>{file}：有多列可能是标签：{columns}。请在格式设置中指明正确的一列，或在第一行把它命名为“label”。</translation>
    </message>
    <message>
        <source>{file}: the arrays {names} look like sequences too and are excluded; {read} is read.</source>
        <translation>{file}：数组 {names} 看起来也是序列，但未被读取；读取的是 {read}。</translation>
    </message>
    <message>
        <source>{file}: the file {labels} with its labels is not in the same folder. Put it there.</source>
        <translation>{file}：其标签文件 {labels} 不在同一文件夹中。请放到那里。</translation>
    </message>
    <message>
        <source>{file}: the first and the last column could both hold the labels. Add a first line that names the columns, with &apos;label&apos; above the labels.</source>
        <translation>{file}：第一列和最后一列都可能是标签。请在首行加上列名，标签列命名为“label”。</translation>
    </message>
    <message>
        <source>{file}: the first line must name a column &apos;file&apos; and a column &apos;label&apos;. Add it.</source>
        <translation>{file}：第一行必须有名为“file”和“label”的列。请添加。</translation>
    </message>
    <message>
        <source>{file}: the header declares more samples than the file contains. It is truncated or damaged; get it again.</source>
        <translation>{file}：文件头声称的采样点多于文件所含。文件被截断或已损坏；请重新获取。</translation>
    </message>
    <message>
        <source>{file}: the header declares {shape} values, more than the file contains. The file may be truncated or damaged; get it again.</source>
        <translation>{file}：文件头声称有 {shape} 个值，超过文件所含。文件可能被截断或损坏；请重新获取。</translation>
    </message>
    <message>
        <source>{file}: the label in column &apos;{column}&apos; changes {count} times within the sequences, but each has one label. Name another column, or leave the label out and choose the task forecasting.</source>
        <translation>{file}：列“{column}”中的标签在序列内变化了 {count} 次，但每条序列只有一个标签。请指明其他列，或略去标签并选择“时序预测”任务。</translation>
    </message>
    <message>
        <source>{file}: the name does not follow the pattern {pattern}. Rename or remove the file, or change the pattern.</source>
        <translation>{file}：文件名不符合模式 {pattern}。请重命名或移除该文件，或更改模式。</translation>
    </message>
    <message>
        <source>{file}: the samples are in {data}, which is missing. Put it into the same folder.</source>
        <translation>{file}：采样点在 {data} 中，但该文件不存在。请放到同一文件夹中。</translation>
    </message>
    <message>
        <source>{file}: the samples in {data} are stored in format {format}, which is not read. Convert them to format 16 with the program xform.</source>
        <translation>{file}：{data} 中的采样点以格式 {format} 存储，无法读取。请用程序 xform 转换为格式 16。</translation>
    </message>
    <message>
        <source>{file}: there are no attributes with values besides the label. Add some.</source>
        <translation>{file}：除标签外没有带数值的属性。请添加。</translation>
    </message>
    <message>
        <source>{file}: there are no values besides the label. Add columns with values.</source>
        <translation>{file}：除标签外没有任何值。请添加数值列。</translation>
    </message>
    <message>
        <source>{file}: there are several relational attributes, but only one can contain the sequence. Keep one.</source>
        <translation>{file}：有多个关系型属性，但只有一个能存放序列。请只保留一个。</translation>
    </message>
    <message>
        <source>{file}: there is no file with its labels. Put it into the same folder, under the same name with &apos;labels&apos; for &apos;images&apos;, or name it in the settings of the format.</source>
        <translation>{file}：没有对应的标签文件。请把它放到同一文件夹中，文件名相同，只把“images”换成“labels”；或在格式设置中指明。</translation>
    </message>
    <message>
        <source>{folder}, class {name}: {problem}</source>
        <translation>{folder}，类别 {name}：{problem}</translation>
    </message>
    <message>
        <source>{path} cannot be read: {reason}.</source>
        <translation>无法读取 {path}：{reason}。</translation>
    </message>
    <message>
        <source>{path} changed while it was being read. Open it again.</source>
        <translation>{path} 在读取过程中发生了变化。请重新打开。</translation>
    </message>
    <message>
        <source>{path} is a folder. Choose one data file inside it.</source>
        <translation>{path} 是文件夹。请选择其中的一个数据文件。</translation>
    </message>
    <message>
        <source>{source} has no {title} called &apos;{unknown}&apos;. Known: {known}.</source>
        <translation>{source} 没有叫“{unknown}”的{title}。已知：{known}。</translation>
    </message>
    <message>
        <source>{source}: all features would be dropped. Remove a name from &apos;Drop features&apos;.</source>
        <translation>{source}：所有特征都会被去除。请从“去除特征”中去掉一个名称。</translation>
    </message>
    <message>
        <source>{source}: all sequences begin at the same time, so they cannot be ordered in time. Choose a random or a grouped split.</source>
        <translation>{source}：所有序列都从同一时间开始，因此无法按时间排序。请选择随机划分或按组划分。</translation>
    </message>
    <message>
        <source>{source}: all training sequences are of the class &apos;{name}&apos;. A classifier needs at least two classes; add sequences of another class.</source>
        <translation>{source}：所有训练序列都属于类别“{name}”。分类器至少需要两个类别；请添加其他类别的序列。</translation>
    </message>
    <message>
        <source>{source}: all training windows are on the same side of {threshold}, so there is only one class. Choose another feature or another threshold.</source>
        <translation>{source}：没有训练窗口落在 {threshold} 的另一侧，因此没有可区分的内容。请选择其他特征或其他阈值。</translation>
    </message>
    <message>
        <source>{source}: every value of the feature &apos;{name}&apos; is missing in the training data. Remove the feature.</source>
        <translation>{source}：特征“{name}”在训练数据中的每个值都缺失。请删除该特征。</translation>
    </message>
    <message>
        <source>{source}: every window has a missing target value. Choose other features.</source>
        <translation>{source}：每个窗口中都有要预测的内容缺失。请选择其他特征。</translation>
    </message>
    <message>
        <source>{source}: forecasting extracts its own windows, each before the values to be predicted. Remove &apos;Windows&apos; from the preprocessing, and set history and stride of the task.</source>
        <translation>{source}：预测任务会自行截取窗口，每个窗口位于要预测的内容之前。请从预处理中去掉“窗口”，并设置任务的历史长度和步幅。</translation>
    </message>
    <message>
        <source>{source}: next-token prediction needs text, but these are values. Choose another task.</source>
        <translation>{source}：下一词元预测需要文本，而这里是数值。请选择其他任务。</translation>
    </message>
    <message>
        <source>{source}: no sequence can be held out, because each class has only one. Check that the labels are in the right column, add sequences, or choose a file of test data.</source>
        <translation>{source}：无法划出任何序列，因为每个类别只有一条。请检查标签是否在正确的列，添加序列，或选择测试数据文件。</translation>
    </message>
    <message>
        <source>{source}: no text is long enough for next-token prediction. Choose other data, or split into pieces.</source>
        <translation>{source}：没有足够长的文本可用来问接下来是什么。请选择其他数据，或切成片段。</translation>
    </message>
    <message>
        <source>{source}: only one feature can be predicted, but there are {count}. Name it in the task&apos;s settings.</source>
        <translation>{source}：只能就一个特征提问，但有 {count} 个。请在任务设置中指明。</translation>
    </message>
    <message>
        <source>{source}: the groups of the sequences are not known, so a grouped split is not possible. Choose a column of groups (speaker, patient) in the settings of the format, or a random split.</source>
        <translation>{source}：不知道各序列的分组，因此无法按组划分。请在格式设置中选择分组列（说话人、患者），或选择随机划分。</translation>
    </message>
    <message>
        <source>{source}: the test labels are not whole numbers, but those of the training data are classes. Choose files that belong together.</source>
        <translation>{source}：测试标签不是整数，而训练数据的标签是类别。请选择相配的文件。</translation>
    </message>
    <message>
        <source>{source}: the time of some sequences is not known. Add it, or choose a random split.</source>
        <translation>{source}：部分序列的时间未知。请补上，或随机划分。</translation>
    </message>
    <message>
        <source>{source}: the training data have no sequence of the class {unknown}; their classes are {known}. Remove those test sequences, or add some of that class to the training data.</source>
        <translation>{source}：训练数据中没有类别 {unknown} 的序列；训练数据的类别为 {known}。请删除那些测试序列，或向训练数据添加该类别的序列。</translation>
    </message>
    <message>
        <source>{source}: there is no feature &apos;{name}&apos; to predict. Known: {known}.</source>
        <translation>{source}：没有要预测的特征“{name}”。现有：{known}。</translation>
    </message>
    <message>
        <source>{source}: there is no feature &apos;{name}&apos;. Did you mean &apos;{close}&apos;?</source>
        <translation>{source}：没有特征“{name}”。您是指“{close}”吗？</translation>
    </message>
    <message>
        <source>{source}: there is no feature &apos;{name}&apos;. There are: {known}.</source>
        <translation>{source}：没有特征“{name}”。现有：{known}。</translation>
    </message>
    <message>
        <source>{source}: training and test data are of different kinds, text and values. Choose files that belong together.</source>
        <translation>{source}：训练数据与测试数据类型不同，一为文本，一为数值。请选择相配的文件。</translation>
    </message>
    <message>
        <source>{source}: with this split no sequence remains for training or for {part}. Choose another share or another split.</source>
        <translation>{source}：按此划分，没有剩下用于训练或用于{part}的序列。请选择其他比例或其他划分。</translation>
    </message>
    <message>
        <source>{where}: there are neither bytes nor, in the same folder, the file &apos;{name}&apos;. Put it there.</source>
        <translation>{where}：既没有文件内容，同一文件夹中也没有文件“{name}”。请把它放到那里。</translation>
    </message>
    <message>
        <source>{where}: this is a picture. Save its pixels as numbers, such as an array in .npz.</source>
        <translation>{where}：这是一张图片。请把像素保存为数字，例如 .npz 中的数组。</translation>
    </message>
    <message>
        <source>Number of lines above the table, which are skipped; -1: detected automatically.</source>
        <translation>表格上方需要跳过的行数；-1：自动识别。</translation>
    </message>
    <message>
        <source>Thousands separator.</source>
        <translation>千位分隔符。</translation>
    </message>
    <message>
        <source>{file} does not specify how its samples are stored. It is damaged; get it again.</source>
        <translation>{file} 没有说明采样值的存储方式。文件已损坏；请重新获取。</translation>
    </message>
    <message>
        <source>{file} is nested too deeply: lists in lists, or brackets in brackets. It is damaged or malicious; get it again.</source>
        <translation>{file} 嵌套过深（列表套列表或括号套括号）：文件已损坏，或被恶意构造；请重新获取。</translation>
    </message>
    <message>
        <source>{file} makes {library} crash ({reason}): it is damaged or malicious. Get it again from its source, or convert it to another format with the program that wrote it.</source>
        <translation>{file} 使 {library} 崩溃（{reason}）：文件已损坏，或被恶意构造。请从来源重新获取，或用生成它的程序转换为其他格式。</translation>
    </message>
    <message>
        <source>{file} was not read within {seconds:.0f} s, far longer than a file of its size takes: it is damaged or malicious. Get it again, or convert it to another format with the program that wrote it.</source>
        <translation>{file} 未能在 {seconds:.0f} 秒内读完，远超该大小的文件所需时间：文件已损坏，或被恶意构造。请重新获取，或用生成它的程序转换为其他格式。</translation>
    </message>
    <message>
        <source>{file}, line {line}, column {column}: &apos;{text}&apos; is not a finite number with a comma as the decimal separator, as in other cells. Correct it, or choose the decimals in the settings of the format.</source>
        <translation>{file}，第 {line} 行，第 {column} 列：其他单元格以逗号为小数点，按此规则“{text}”不是有限的数字。请更正，或在格式设置中选择小数点。</translation>
    </message>
    <message>
        <source>{file}, line {line}, column {column}: &apos;{text}&apos; is not a finite number with a point as the decimal separator, as in other cells. Correct it, or choose the decimals in the settings of the format.</source>
        <translation>{file}，第 {line} 行，第 {column} 列：其他单元格以点为小数点，按此规则“{text}”不是有限的数字。请更正，或在格式设置中选择小数点。</translation>
    </message>
    <message>
        <source>{source} has no labels. Specify their column in the settings of the format, or choose another task.</source>
        <translation>{source} 没有标签。请在格式设置中指明标签所在，或选择其他任务。</translation>
    </message>
    <message>
        <source>Storing {file}</source>
        <translation>正在存储 {file}</translation>
    </message>
    <message>
        <source>Waiting until {file} is converted</source>
        <translation>正在等待 {file} 转换完成</translation>
    </message>
    <message>
        <source>Class imbalance: the largest class has {largest} {largest:training sequence|training sequences}, the smallest {smallest}. Look at the accuracy per class, not only at the mean.</source>
        <translation>类别不平衡：最大的类别有 {largest} 条训练序列，最小的有 {smallest} 条。请查看各类别的精度，不要只看平均值。</translation>
    </message>
    <message>
        <source>The vocabulary has {size} {size:token|tokens}; {train:.1%} of the training tokens and {test:.1%} of the test tokens are unknown. The most frequent ones: {names}</source>
        <translation>词表有 {size} 个词元；训练词元中有 {train:.1%}、测试词元中有 {test:.1%} 是未知的。最常见的：{names}</translation>
    </message>
    <message>
        <source>Use the {coarse} {coarse:coarse class|coarse classes}</source>
        <translation>使用 {coarse} 个粗类</translation>
    </message>
    <message>
        <source>{count} {count:column|columns}</source>
        <translation>{count} 列</translation>
    </message>
    <message>
        <source>{count} {count:file|files} below {folder} {count:is|are} not UTF-8 and {count:was|were} read as {encoding}.</source>
        <translation>{folder} 下有 {count} 个文件不是 UTF-8，已按 {encoding} 读取。</translation>
    </message>
    <message>
        <source>{count} {count:file that is|files that are} not in the table {count:was|were} excluded.</source>
        <translation>表格中未列出的 {count} 个文件未使用。</translation>
    </message>
    <message>
        <source>{count} {count:file|files} {count:was|were} resampled to {rate} Hz.</source>
        <translation>{count} 个文件已重采样到 {rate} Hz。</translation>
    </message>
    <message>
        <source>{count} of {total} {total:sequence|sequences}, fold {fold} of {k}, {count:was|were} held out for testing; the seed is {seed}.</source>
        <translation>{total} 条序列中有 {count} 条（{k} 折中的第 {fold} 折）划出用于测试；种子为 {seed}。</translation>
    </message>
    <message>
        <source>{count} of {total} {total:text|texts} {count:was|were} truncated after {longest} {longest:token|tokens}.</source>
        <translation>{total} 段文本中有 {count} 段在 {longest} 个词元之后被截断。</translation>
    </message>
    <message>
        <source>{count} {count:row|rows}</source>
        <translation>{count} 行</translation>
    </message>
    <message>
        <source>{file} contains {labels} {labels:label|labels}, but {pictures} contains {count} images. Choose files that belong together.</source>
        <translation>{file} 有 {labels} 个标签，而 {pictures} 有 {count} 幅图像。请选择相配的文件。</translation>
    </message>
    <message>
        <source>{file} ends with {count} {count:zero byte|zero bytes}, which {count:was|were} ignored.</source>
        <translation>{file} 以 {count} 个零字节结尾，已忽略。</translation>
    </message>
    <message>
        <source>{file}, array &apos;{name}&apos;: its matrices have {widths} {widths:column|columns}. All sequences need the same features.</source>
        <translation>{file}，数组“{name}”：其中的矩阵分别有 {widths} 列。所有序列需要有相同的特征。</translation>
    </message>
    <message>
        <source>{file}, array &apos;{name}&apos;: its shape is {shape} and its type {dtype}; {count} {count:label|labels} {count:is|are} needed, as numbers or text. Correct it.</source>
        <translation>{file}，数组“{name}”：形状为 {shape}，类型为 {dtype}；需要 {count} 个标签，数字或文本均可。请更正。</translation>
    </message>
    <message>
        <source>{file}, array &apos;{name}&apos;: the header declares {count} {count:value|values}, more than the file contains. The file may be truncated or damaged; get it again.</source>
        <translation>{file}，数组“{name}”：文件头声称有 {count} 个值，超过文件所含。文件可能被截断或损坏；请重新获取。</translation>
    </message>
    <message>
        <source>{file}, array &apos;{name}&apos;: {found} {found:name|names} for {count} {count:feature|features}. Give one name for each.</source>
        <translation>{file}，数组“{name}”：{count} 个特征却有 {found} 个名称。请为每个特征给一个名称。</translation>
    </message>
    <message>
        <source>{file}, line {line} is longer than {limit} {limit:character|characters}. Put each sequence on its own line.</source>
        <translation>{file}，第 {line} 行超过 {limit} 个字符。请把每条序列各放一行。</translation>
    </message>
    <message>
        <source>{file}, line {line}: feature {feature} has {length} {length:step|steps}, but {declared} {declared:attribute is|attributes are} declared. Pad shorter sequences with ? at the end.</source>
        <translation>{file}，第 {line} 行：特征 {feature} 有 {length} 步，但声明了 {declared} 个属性。较短的序列请在末尾用 ? 补齐。</translation>
    </message>
    <message>
        <source>{file}, line {line}: {columns} {columns:column|columns}, but {width} in {other}. Each step needs a value of every channel; write NaN for missing ones.</source>
        <translation>{file}，第 {line} 行：{columns} 列，而 {other} 中有 {width} 列。每一步都需要每个通道的值；缺失值写 NaN。</translation>
    </message>
    <message>
        <source>{file}, line {line}: {columns} {columns:column|columns}, {width} in the first line. Correct it.</source>
        <translation>{file}，第 {line} 行：{columns} 列，而首行有 {width} 列。请更正。</translation>
    </message>
    <message>
        <source>{file}, line {line}: {columns} {columns:column|columns}, {width} in the lines above. Pad shorter sequences with NaN at the end.</source>
        <translation>{file}，第 {line} 行：{columns} 列，而上面各行有 {width} 列。较短的序列请在末尾用 NaN 补齐。</translation>
    </message>
    <message>
        <source>{file}, line {line}: {features} {features:feature|features}, but {declared} {declared:is|are} declared. The header or the line is damaged; correct it.</source>
        <translation>{file} 第 {line} 行：有 {features} 个特征，但声明了 {declared} 个。文件头或该行已损坏；请更正。</translation>
    </message>
    <message>
        <source>{file}, line {line}: {features} {features:feature|features}, {declared} in the lines above. Correct the line.</source>
        <translation>{file}，第 {line} 行：{features} 个特征，而上面各行为 {declared} 个。请更正此行。</translation>
    </message>
    <message>
        <source>{file}, line {line}: {found} {found:attribute|attributes} before the observations, but {count} {count:is|are} declared. The line may be cut off; correct it.</source>
        <translation>{file} 第 {line} 行：观测值之前有 {found} 个属性，但声明了 {count} 个。该行可能被截断；请更正。</translation>
    </message>
    <message>
        <source>{file}, line {line}: {width} {width:column|columns}, but {expected} {expected:attribute is|attributes are} declared. The line may be truncated; correct it.</source>
        <translation>{file}，第 {line} 行：{width} 列，但声明了 {expected} 个属性。此行可能被截断；请更正。</translation>
    </message>
    <message>
        <source>{file}, line {line}: {width} {width:column|columns}, {expected} expected. If a number or a text holds a comma (1,234.5), put it in double quotes, or use semicolons between the columns.</source>
        <translation>{file}，第 {line} 行：有 {width} 列，应为 {expected} 列。如果数字或文本中含有逗号（1,234.5），请加双引号，或用分号分隔各列。</translation>
    </message>
    <message>
        <source>{file}, line {line}: {width} {width:column|columns}, {expected} expected. Pad shorter sequences with empty cells at the end.</source>
        <translation>{file}，第 {line} 行：{width} 列，应为 {expected} 列。较短的序列请在末尾用空单元格补齐。</translation>
    </message>
    <message>
        <source>{file}: in {count} {count:line|lines} the channels have different lengths, the first is line {line}. Shorter ones end with missing values. If their sampling rates differ, stretch them: format.uneven=stretch.</source>
        <translation>{file}：有 {count} 行的各通道长度不同，首个为第 {line} 行。较短的通道以缺失值结尾。若采样率不同，请拉伸：format.uneven=stretch。</translation>
    </message>
    <message>
        <source>{file}: in {count} {count:line|lines} the channels have different lengths, the first is line {line}. Shorter ones were stretched to the longest.</source>
        <translation>{file}：有 {count} 行的各通道长度不同，首个为第 {line} 行。较短的通道已拉伸到最长通道的长度。</translation>
    </message>
    <message>
        <source>{file}: its segment {segment} has {found} {found:signal|signals}, the first one {count}. It is damaged.</source>
        <translation>{file}：其分段 {segment} 有 {found} 个信号，而第一个分段有 {count} 个。文件已损坏。</translation>
    </message>
    <message>
        <source>{file}: its shape is {shape} and its type {dtype}; {count} {count:label|labels} {count:is|are} needed, as numbers or text. Correct it.</source>
        <translation>{file}：形状为 {shape}，类型为 {dtype}；需要 {count} 个标签，数字或文本均可。请更正。</translation>
    </message>
    <message>
        <source>{file}: the header declares {count} {count:value|values}, more than the file contains. The file may be truncated or damaged; get it again.</source>
        <translation>{file}：文件头声称有 {count} 个值，超过文件所含。文件可能被截断或损坏；请重新获取。</translation>
    </message>
    <message>
        <source>{file}: the header declares {frames} {frames:sample|samples}, but its files contain {there}. The record is truncated or damaged; get it again.</source>
        <translation>{file}：文件头声称有 {frames} 个采样点，而其文件中有 {there} 个。记录被截断或已损坏；请重新获取。</translation>
    </message>
    <message>
        <source>{file}: the sequences have {shortest} to {longest} {longest:step|steps}: {count} of {total} {total:line|lines} {count:ends|end} with empty cells, which are read as the end of a shorter sequence and not as missing values.</source>
        <translation>{file}：序列长度为 {shortest} 至 {longest} 步：{total} 行中有 {count} 行以空单元格结尾，这些空格被视为较短序列的结束，而不是缺失值。</translation>
    </message>
    <message>
        <source>{file}: {channels} {channels:channel|channels} at {rate} Hz in blocks of {block} {block:byte|bytes} is not a valid format. The file is damaged; get it again.</source>
        <translation>{file}：{channels} 个声道、{rate} Hz、每块 {block} 字节，这样的组合不合理。文件已损坏；请重新获取。</translation>
    </message>
    <message>
        <source>{source}: history, gap and horizon are {whole} {whole:step|steps} together, but the longest sequence has {longest}. Choose a shorter history or horizon.</source>
        <translation>{source}：历史长度、间隔和预测长度合计 {whole} 步，但最长的序列只有 {longest} 步。请缩短历史长度或预测长度。</translation>
    </message>
    <message>
        <source>{source}: no sequence is as long as a window of {length} {length:step|steps}; the longest has {longest}. Choose shorter windows, or keep shorter sequences.</source>
        <translation>{source}：没有序列达到 {length} 步的窗口长度；最长的有 {longest} 步。请选择更短的窗口，或保留较短的序列。</translation>
    </message>
    <message>
        <source>{source}: the test data have {found} {found:feature|features}, the training data {needed}. Choose files that belong together.</source>
        <translation>{source}：测试数据有 {found} 个特征，训练数据有 {needed} 个。请选择相配的文件。</translation>
    </message>
    <message>
        <source>{source}: the test data have {found} {found:target|targets} per sequence, the training data {needed}. Choose files that belong together.</source>
        <translation>{source}：测试数据每条序列有 {found} 个目标，训练数据有 {needed} 个。请选择相配的文件。</translation>
    </message>
    <message>
        <source>{source}: {count} {count:missing value|missing values} in {sequences} {sequences:sequence|sequences} {count:was|were} interpolated in time.</source>
        <translation>{source}：{sequences} 条序列中的 {count} 个缺失值已按时间插值。</translation>
    </message>
    <message>
        <source>{source}: {count} {count:missing value|missing values} in {sequences} {sequences:sequence|sequences} {count:was|were} set to the mean.</source>
        <translation>{source}：{sequences} 条序列中的 {count} 个缺失值已设为均值。</translation>
    </message>
    <message>
        <source>{source}: {count} of {total} {total:window|windows} {count:was|were} excluded, because a target value is missing.</source>
        <translation>{source}：{total} 个窗口中有 {count} 个未使用，因为目标值缺失。</translation>
    </message>
    <message>
        <source>{source}: {count} {count:sequence|sequences} with fewer than {least} {least:step|steps} {count:was|were} excluded.</source>
        <translation>{source}：{count} 条不足 {least} 步的序列未使用。</translation>
    </message>
    <message>
        <source>{source}: {windows} {windows:window|windows} {windows:was|were} extracted from {sequences} {sequences:sequence|sequences}.</source>
        <translation>{source}：从 {sequences} 条序列中截取了 {windows} 个窗口。</translation>
    </message>
    <message>
        <source>&apos;{key}&apos; of {file} holds {outer} {outer:list|lists} of {inner} {inner:number|numbers} and was read as {outer} {outer:step|steps} of {inner} {inner:feature|features}. If the lists are channels, choose that in the settings of the format.</source>
        <translation>{file} 的“{key}”含有 {outer} 个列表，每个有 {inner} 个数字，已读作 {outer} 个时间步、{inner} 个特征。如果这些列表是通道，请在格式设置中说明。</translation>
    </message>
    <message>
        <source>The file specifies a forecasting horizon of {horizon} {horizon:step|steps} ({frequency}): task.horizon={horizon}.</source>
        <translation>该文件规定的预测步长为 {horizon} 个时间步（{frequency}）：task.horizon={horizon}。</translation>
    </message>
    <message>
        <source>The first {count} {count:line|lines} of {file}, above the table, {count:was|were} skipped: {text}</source>
        <translation>{file} 的前 {count} 行位于表格上方，已跳过：{text}</translation>
    </message>
    <message>
        <source>{file} declares {claimed} {claimed:sample|samples} for its segment {segment}, which has {there}. The record is damaged; get it again.</source>
        <translation>{file} 声明其分段 {segment} 有 {claimed} 个采样，实际有 {there} 个。该记录已损坏；请重新获取。</translation>
    </message>
    <message>
        <source>{file} declares {count} {count:segment|segments} and names {found}. It is damaged; get it again.</source>
        <translation>{file} 声明有 {count} 个分段，但只列出 {found} 个。文件已损坏；请重新获取。</translation>
    </message>
    <message>
        <source>{file} declares {count} {count:signal|signals} and describes {found}. It is damaged; get it again.</source>
        <translation>{file} 声称有 {count} 个信号，却描述了 {found} 个。文件已损坏；请重新获取。</translation>
    </message>
    <message>
        <source>{file}: {count} {count:line|lines} {count:has|have} fewer than {declared} {declared:channel|channels}, the first is line {line}. Those present are read as the first ones, the others as missing values.</source>
        <translation>{file}：有 {count} 行少于 {declared} 个通道，首个为第 {line} 行。已有的通道视为前几个通道，其余视为缺失。</translation>
    </message>
    <message>
        <source>Data of a notebook</source>
        <translation>笔记本中的数据</translation>
    </message>
    <message>
        <source>Data that a notebook gave as arrays or tables, stored beside the runs that were trained on them.</source>
        <translation>由笔记本以数组或表格给出、与用其训练的运行存放在一起的数据。</translation>
    </message>
    <message>
        <source>{file} is damaged ({problem}). Train again with the data from the notebook, or restore the file.</source>
        <translation>{file} 已损坏（{problem}）。请用笔记本中的数据重新训练，或恢复该文件。</translation>
    </message>
    <message>
        <source>{file}: a part is given as a dictionary with &apos;x&apos; and, where there are any, &apos;y&apos;, &apos;lengths&apos;, &apos;mask&apos;, &apos;groups&apos; and &apos;times&apos;; this one has {names}.</source>
        <translation>{file}：数据的一部分应以字典给出，包含“x”，以及（如有）“y”、“lengths”、“mask”、“groups”和“times”；此字典包含 {names}。</translation>
    </message>
    <message>
        <source>{file}: sequence {index} (counted from 0) does not consist of numbers, but of {type}. Give each as an array (T, F).</source>
        <translation>{file}：序列 {index}（从 0 计）不是由数值组成，而是 {type}。请将每个序列作为数组 (T, F) 给出。</translation>
    </message>
    <message>
        <source>{file}: sequences cannot be made of an object of the type {type}. Give an array (N, T) or (N, T, F), a list of N arrays (T, F), a data frame, or a torch dataset.</source>
        <translation>{file}：无法由类型为 {type} 的对象得到序列。请给出数组 (N, T) 或 (N, T, F)、由 N 个数组 (T, F) 组成的列表、数据框或 torch 数据集。</translation>
    </message>
    <message>
        <source>{file}: the column &apos;{column}&apos; changes within sequence {index} (counted from 0), but each sequence has one label and one group.</source>
        <translation>{file}：列“{column}”在序列 {index}（从 0 计）内发生变化，但每个序列只有一个标签和一个分组。</translation>
    </message>
    <message>
        <source>{file}: the column &apos;{column}&apos; has gaps. Fill them in.</source>
        <translation>{file}：列“{column}”有缺失值。请补全。</translation>
    </message>
    <message>
        <source>{file}: the column &apos;{column}&apos; holds {type}, not numbers. Convert it, leave it out, or name it as y=, groups=, id= or time=.</source>
        <translation>{file}：列“{column}”的类型为 {type}，不是数值。请转换或去掉该列，或将其指定为 y=、groups=、id= 或 time=。</translation>
    </message>
    <message>
        <source>{file}: the data frame has no column &apos;{column}&apos;. Its columns are {columns}.</source>
        <translation>{file}：数据框没有列“{column}”。它的列为 {columns}。</translation>
    </message>
    <message>
        <source>{file}: the data frame has no columns with values.</source>
        <translation>{file}：数据框没有数值列。</translation>
    </message>
    <message>
        <source>{file}: the features of sequence {index} (counted from 0) have different lengths.</source>
        <translation>{file}：序列 {index}（从 0 计）的各特征长度不同。</translation>
    </message>
    <message>
        <source>{file}: the features of the data frame have different numbers of steps.</source>
        <translation>{file}：数据框中各特征的时间步数不同。</translation>
    </message>
    <message>
        <source>{file}: the items of a torch dataset must be sequences, or pairs of a sequence and its label. Give x and y by themselves, with lengths= where they are padded.</source>
        <translation>{file}：torch 数据集的每一项必须是序列，或序列与其标签组成的对。请分别给出 x 和 y，若有填充则同时给出 lengths=。</translation>
    </message>
    <message>
        <source>{file}: the label of sequence {index} (counted from 0) is missing or infinite. Give it one, or leave the sequence out.</source>
        <translation>{file}：序列 {index}（从 0 计）的标签缺失或为无穷大。请为其给出标签，或去掉该序列。</translation>
    </message>
    <message>
        <source>{file}: times must be numbers or dates without gaps, not {type}. Convert them, such as with pandas.to_datetime.</source>
        <translation>{file}：时间必须是没有缺失的数值或日期，而不是 {type}。请转换，例如使用 pandas.to_datetime。</translation>
    </message>
    <message>
        <source>{file}: tokens must be whole numbers from 0 to {last}, one for each entry of the vocabulary.</source>
        <translation>{file}：词元必须是 0 到 {last} 的整数，对应词表中的各项。</translation>
    </message>
    <message>
        <source>{file}: with a vocabulary each sequence must be an array (T,) of whole numbers.</source>
        <translation>{file}：给出词表时，每个序列必须是整数数组 (T,)。</translation>
    </message>
    <message>
        <source>{file}: y has the class &apos;{name}&apos;, which is not among classes={classes}.</source>
        <translation>{file}：y 含有类别“{name}”，它不在 classes={classes} 之中。</translation>
    </message>
    <message>
        <source>{file}: y has the shape {shape}, but there are {count} {count:sequence|sequences}, each with one label or one row of targets.</source>
        <translation>{file}：y 的形状为 {shape}，但共有 {count} 个序列，每个序列应有一个标签或一行目标值。</translation>
    </message>
    <message>
        <source>{file}: {name} has {given} {given:entry|entries}, but there are {count} {count:sequence|sequences}.</source>
        <translation>{file}：{name} 有 {given} 项，但共有 {count} 个序列。</translation>
    </message>
    <message>
        <source>&apos;{name}&apos; is not a valid name of a dataset of the archive. A valid one is, for example, {example}.</source>
        <translation>“{name}”不是数据集库中有效的数据集名称。有效名称例如 {example}。</translation>
    </message>
    <message>
        <source>&apos;{name}&apos; is not a valid name of a dataset of the hub. A valid one is, for example, {example}.</source>
        <translation>“{name}”不是 Hub 上有效的数据集名称。有效名称例如 {example}。</translation>
    </message>
    <message>
        <source>Class &apos;{upper}&apos;: {target} is above {threshold}.</source>
        <translation>类别“{upper}”：{target} 大于 {threshold}。</translation>
    </message>
    <message>
        <source>All lines together are one sequence.</source>
        <translation>所有行合为一条序列。</translation>
    </message>
    <message>
        <source>Approximate share of the sequences that is held out, in whole groups; used if no test groups are named.</source>
        <translation>按整组划出的序列的大致比例；未指定测试组时使用。</translation>
    </message>
    <message>
        <source>The dataset of the UEA archive, with the feature names and the sample rate of its description.</source>
        <translation>UEA 数据集库中的数据集，特征名称和采样率取自其说明。</translation>
    </message>
    <message>
        <source>Series for forecasting: declared attributes, then one series per line.</source>
        <translation>用于预测的序列：先声明属性，然后每行一条序列。</translation>
    </message>
    <message>
        <source>Text columns were excluded: {names}.</source>
        <translation>文本列已略去：{names}。</translation>
    </message>
    <message>
        <source>Columns of {file} that label time steps instead of sequences were excluded: {names}. If such a column is chosen as the label, sequences are split where it changes.</source>
        <translation>{file} 中标注时间步而不是序列的列已略去：{names}。若选择这样的列作为标签，序列会在其变化处拆分。</translation>
    </message>
    <message>
        <source>Columns that are read as values, even if they look like an index or a time.</source>
        <translation>按数值读取的列，即使看起来像编号或时间。</translation>
    </message>
    <message>
        <source>Columns with regression targets, instead of labels.</source>
        <translation>回归目标所在的列，用来代替标签。</translation>
    </message>
    <message>
        <source>Empty: detected automatically; a hyphen: no labels.</source>
        <translation>留空：自动识别；连字符：没有标签。</translation>
    </message>
    <message>
        <source>Every step of the horizon, or the mean over it; the baseline of the mean is the mean over an equal number of past steps.</source>
        <translation>预测范围内的每一步，或其均值；均值的基线是过去同样多步的均值。</translation>
    </message>
    <message>
        <source>How missing values are imputed; if a sequence has no value of the feature, the mean of the training data is used.</source>
        <translation>缺失值的插补方式；若序列中该特征没有任何值，则使用训练数据的均值。</translation>
    </message>
    <message>
        <source>Name of the column, or without a header its number (from 1); empty: detected automatically.</source>
        <translation>列名；没有表头时为列号（从 1 起）；留空：自动识别。</translation>
    </message>
    <message>
        <source>Keys of lists of numbers with equal lengths, each of which is one channel; none: the key of the sequence is used.</source>
        <translation>等长数字列表的键，每个列表是一个通道；留空：使用序列的键。</translation>
    </message>
    <message>
        <source>Numbers of {file} such as {cell} are ambiguous; they were read as {value}. If that is wrong, set the decimal and the thousands separator in the settings of the format.</source>
        <translation>{file} 中 {cell} 这样的数字有歧义，已读作 {value}。如果不对，请在格式设置中指定小数点和千位分隔符。</translation>
    </message>
    <message>
        <source>Which inputs of a saved adversarial set are read: the adversarial ones (x_adv) or the clean ones (x).</source>
        <translation>读取已保存的对抗样本集中的哪些输入：对抗样本（x_adv）或干净样本（x）。</translation>
    </message>
    <message>
        <source>Pieces end after a word if possible; if split into lines, no piece extends over several lines.</source>
        <translation>片段尽量在单词之后结束；按行划分时，片段不跨行。</translation>
    </message>
    <message>
        <source>Quantity that is predicted. A change is easier to learn than a value and has the same error; a return is 100 times the difference of two successive logarithms.</source>
        <translation>要预测的量。变化量比数值本身更易学习，误差相同；收益率是相邻两步对数之差的 100 倍。</translation>
    </message>
    <message>
        <source>Reading {file} needs more than {gib:.1f} GiB of memory, which exceeds the limit for a file of this size on this machine. The file is damaged, or expands too much when decompressed. Get it again, or use a part of the data.</source>
        <translation>读取 {file} 需要超过 {gib:.1f} GiB 的内存，超出本机对此大小文件的限制。文件已损坏，或解压后过大。请重新获取，或只使用部分数据。</translation>
    </message>
    <message>
        <source>Scores of at least this value are positive, scores of at most its negative are negative; scores in between are excluded.</source>
        <translation>不低于此值的分数为正面，不高于其相反数的为负面；介于两者之间的略去。</translation>
    </message>
    <message>
        <source>Share of the training data that is held out, by the same rule, for validation during training; 0: the test data are evaluated instead.</source>
        <translation>从训练数据中按同样规则划出、在训练期间用于验证的比例；0：改为评估测试数据。</translation>
    </message>
    <message>
        <source>Simulated prices with volatility clustering: the sign of a return is unpredictable, its absolute value is not.</source>
        <translation>具有波动聚集性的模拟价格：收益率的正负不可预测，其绝对值可以预测。</translation>
    </message>
    <message>
        <source>Sort the time steps of each sequence by time instead of keeping the order of the file.</source>
        <translation>将每条序列的时间步按时间排序，而不保留文件中的顺序。</translation>
    </message>
    <message>
        <source>Source of a sequence, such as the author of a text; empty: detected automatically; a hyphen: none.</source>
        <translation>序列的来源，例如文本的作者；留空：自动识别；连字符：无。</translation>
    </message>
    <message>
        <source>The archive (as known to aeon) has no dataset called &apos;{name}&apos;: {reason}. Check the spelling; {example}, for example, exists.</source>
        <translation>数据集库（以 aeon 所知为准）中没有名为“{name}”的数据集：{reason}。请检查拼写；例如 {example} 是存在的。</translation>
    </message>
    <message>
        <source>Datasets of the archive are fetched with the library aeon, which is not installed. Install it with: pip install &apos;robustgui[archive]&apos;</source>
        <translation>数据集库通过 aeon 库获取，而该库未安装。请用以下命令安装：pip install &apos;robustgui[archive]&apos;</translation>
    </message>
    <message>
        <source>The class &apos;{name}&apos; makes up {train:.0%} of the training data and {test:.0%} of the test data: their class distributions differ, so accuracies on them are not comparable.</source>
        <translation>类别“{name}”占训练数据的 {train:.0%}，占测试数据的 {test:.0%}：两者的类别分布不同，其精度不可比较。</translation>
    </message>
    <message>
        <source>The column &apos;{column}&apos; of {file} changes {count} times within the sequences. It labels time steps, not sequences, and was excluded.</source>
        <translation>{file} 的列“{column}”在序列内部变化了 {count} 次。它标注的是时间步而不是序列，已略去。</translation>
    </message>
    <message>
        <source>The dataset {name} cannot be downloaded: {reason}. Check the internet connection and try again, or download its files by hand and open the folder.</source>
        <translation>无法下载数据集 {name}：{reason}。请检查网络连接后重试，或手动下载文件后打开文件夹。</translation>
    </message>
    <message>
        <source>The dataset {name} cannot be downloaded: {reason}. Check the internet connection and try again, or download the file {name}_TRAIN.ts by hand and open it.</source>
        <translation>无法下载数据集 {name}：{reason}。请检查网络连接后重试，或手动下载文件 {name}_TRAIN.ts 后打开。</translation>
    </message>
    <message>
        <source>The dataset {name} cannot be stored in {folder}: {reason}. Free some space, or set ROBUSTGUI_CACHE to another folder.</source>
        <translation>数据集 {name} 无法存入 {folder}：{reason}。请腾出空间，或将 ROBUSTGUI_CACHE 设为另一个文件夹。</translation>
    </message>
    <message>
        <source>The dataset {name} contains no tables (Parquet, Arrow, CSV, JSON). Choose another one, or download its files by hand and open the folder.</source>
        <translation>数据集 {name} 中没有表格（Parquet、Arrow、CSV、JSON）。请选择其他数据集，或手动下载文件后打开文件夹。</translation>
    </message>
    <message>
        <source>The disk is full: the converted copy of {file} does not fit into the folder {folder}. Free some space, or set ROBUSTGUI_CACHE to a folder on another disk.</source>
        <translation>磁盘已满：{file} 的转换副本无法存入文件夹 {folder}。请腾出空间，或将 ROBUSTGUI_CACHE 设为另一磁盘上的文件夹。</translation>
    </message>
    <message>
        <source>The folder {path} cannot be read as one dataset. Choose a data file in it, or a folder with .wav files, with one folder of text files per class, or with one file per channel.</source>
        <translation>文件夹 {path} 无法作为一个数据集读取。请选择其中的一个数据文件，或选择含 .wav 文件、每类一个文本文件夹或每通道一个文件的文件夹。</translation>
    </message>
    <message>
        <source>The hub has no public dataset called &apos;{name}&apos;. Check the spelling; {example}, for example, exists.</source>
        <translation>Hub 上没有名为“{name}”的公开数据集。请检查拼写；例如 {example} 是存在的。</translation>
    </message>
    <message>
        <source>The labels of {file} were read from column {column}. To use another column, call it &apos;label&apos; in the header.</source>
        <translation>{file} 的标签取自第 {column} 列。若要使用其他列，请在表头中将其命名为“label”。</translation>
    </message>
    <message>
        <source>The operating system killed the process that read {file} (SIGKILL), probably because memory ran out. Close other programs and try again, or use a part of the data.</source>
        <translation>操作系统终止了读取 {file} 的进程（SIGKILL），很可能是内存不足。请关闭其他程序后重试，或只使用部分数据。</translation>
    </message>
    <message>
        <source>The texts in each list &apos;{key}&apos; of {file} were joined with blanks.</source>
        <translation>{file} 中每个列表“{key}”里的文本已用空格连接。</translation>
    </message>
    <message>
        <source>Use class names instead of class numbers if a file lists both.</source>
        <translation>若文件同时列出类别名称和编号，则使用名称。</translation>
    </message>
    <message>
        <source>How sequences are read whose channels have different numbers of time steps.</source>
        <translation>各通道时间步数不同的序列如何读取。</translation>
    </message>
    <message>
        <source>Order of the axes of a three-dimensional array.</source>
        <translation>三维数组各轴的顺序。</translation>
    </message>
    <message>
        <source>Whether the inner lists are time steps or channels if a sequence is a list of lists of numbers.</source>
        <translation>序列为数字列表的列表时，内层列表是时间步还是通道。</translation>
    </message>
    <message>
        <source>Whether the outer list of a sequence contains time steps or channels.</source>
        <translation>序列的外层列表包含时间步还是通道。</translation>
    </message>
    <message>
        <source>Read numeric labels as two classes by their sign; otherwise they are regression targets.</source>
        <translation>按正负号将数值标签读作两个类别；否则作为回归目标。</translation>
    </message>
    <message>
        <source>Which level of two-level labels, separated by a colon, is used as the class.</source>
        <translation>两级标签以冒号分隔，选用哪一级作为类别。</translation>
    </message>
    <message>
        <source>If there are no time stamps, use the order of the sequences in the file as the order in time.</source>
        <translation>没有时间戳时，以序列在文件中的顺序作为时间顺序。</translation>
    </message>
    <message>
        <source>Words that are rarer in the training data become the unknown token, which is thereby trained too.</source>
        <translation>训练数据中更罕见的词变为未知词元，使其也得到训练。</translation>
    </message>
    <message>
        <source>the coarse level: DESC</source>
        <translation>粗类别：DESC</translation>
    </message>
    <message>
        <source>features, then steps</source>
        <translation>先特征，后步</translation>
    </message>
    <message>
        <source>the absolute value</source>
        <translation>绝对值</translation>
    </message>
    <message>
        <source>the change since the last observed step</source>
        <translation>相对最后观测步的变化</translation>
    </message>
    <message>
        <source>the logarithmic return per step, in percent</source>
        <translation>每步的对数收益率（百分比）</translation>
    </message>
    <message>
        <source>lines (long ones in pieces)</source>
        <translation>行（长行再分段）</translation>
    </message>
    <message>
        <source>must be 2 or more, because a return needs two steps</source>
        <translation>必须不小于 2，因为计算收益率需要两步</translation>
    </message>
    <message>
        <source>none: 1234</source>
        <translation>无：1234</translation>
    </message>
    <message>
        <source>pad the shorter ones with missing values</source>
        <translation>用缺失值补齐较短的通道</translation>
    </message>
    <message>
        <source>steps, then features</source>
        <translation>先步，后特征</translation>
    </message>
    <message>
        <source>stretch the shorter ones to the longest</source>
        <translation>将较短的通道拉伸到最长</translation>
    </message>
    <message>
        <source>the absolute logarithmic return, in percent</source>
        <translation>对数收益率的绝对值（百分比）</translation>
    </message>
    <message>
        <source>the previous value</source>
        <translation>前一个值</translation>
    </message>
    <message>
        <source>both levels: DESC:manner</source>
        <translation>两级：DESC:manner</translation>
    </message>
    <message>
        <source>{data} has no sample rate and cannot be written as sound. Write it as .npz, .ts or .csv.</source>
        <translation>{data} 没有采样率，无法写为声音文件。请写为 .npz、.ts 或 .csv。</translation>
    </message>
    <message>
        <source>{data} cannot be written as sound: the name of a class is not a valid name of a folder. Write it as .npz, .ts or .csv.</source>
        <translation>{data} 无法写为声音文件：有类别名称不能用作文件夹名。请写为 .npz、.ts 或 .csv。</translation>
    </message>
    <message>
        <source>Padding value</source>
        <translation>填充值</translation>
    </message>
    <message>
        <source>Value of the added time steps.</source>
        <translation>所添加时间步的取值。</translation>
    </message>
    <message>
        <source>testing</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>{file} ends before line {line}, but the other channels do not. It needs one line for each sequence.</source>
        <translation>{file} 在第 {line} 行之前结束，而其他通道没有。每条序列需要一行。</translation>
    </message>
    <message>
        <source>{file} has no byte order mark and was read as UTF-16. Check that the characters look right.</source>
        <translation>{file} 没有字节顺序标记，已按 UTF-16 读取。请检查字符是否正确。</translation>
    </message>
    <message>
        <source>{file} has no labels: every line has another name in its first column.</source>
        <translation>{file} 没有标签：每行第一列的名称都不同。</translation>
    </message>
    <message>
        <source>{file} is not UTF-8 and was read as {encoding}. Check that the characters look right.</source>
        <translation>{file} 不是 UTF-8，已按 {encoding} 读取。请检查字符是否正确。</translation>
    </message>
    <message>
        <source>{file} is not UTF-8 and was read as {encoding}; it may also be {others}. If characters look wrong, choose the encoding in the settings of the format.</source>
        <translation>{file} 不是 UTF-8，已按 {encoding} 读取；也可能是 {others}。如果字符显示有误，请在格式设置中选择编码。</translation>
    </message>
    <message>
        <source>There is not enough memory to read {file}. Close other programs, or use a part of the data.</source>
        <translation>内存不足，无法读取 {file}。请关闭其他程序，或只使用部分数据。</translation>
    </message>
    <message>
        <source>{file}, array &apos;{name}&apos;: offsets must increase from 0 to {steps}, the number of steps in &apos;values&apos;. Correct it.</source>
        <translation>{file}，数组“{name}”：偏移量必须从 0 递增到 {steps}，即“values”的步数。请更正。</translation>
    </message>
    <message>
        <source>{file}, line {line}: &apos;{key}&apos; has an unsupported structure, and no other key holds a text or a list of numbers. Name such a key in the settings of the format.</source>
        <translation>{file}，第 {line} 行：“{key}”的结构不受支持，其他键也不含文本或数字列表。请在格式设置中指定这样的键。</translation>
    </message>
    <message>
        <source>{file}, line {line}: &apos;{key}&apos; has an unsupported structure and is not a text. Name the key of a text or of a list of numbers in the settings of the format.</source>
        <translation>{file}，第 {line} 行：“{key}”的结构不受支持，也不是文本。请在格式设置中指定文本或数字列表的键。</translation>
    </message>
    <message>
        <source>{file}, line {line}: &apos;{key}&apos; must be a list of numbers, or of lists of numbers with equal lengths.</source>
        <translation>{file}，第 {line} 行：“{key}”必须是数字列表，或由等长数字列表组成的列表。</translation>
    </message>
    <message>
        <source>{file}, line {line}: &apos;{text}&apos; is not a time such as 2010-01-31 00-00-00. Correct it.</source>
        <translation>{file}，第 {line} 行：“{text}”不是 2010-01-31 00-00-00 这样的时间。请更正。</translation>
    </message>
    <message>
        <source>{file} has no column of sound (structs with the fields bytes and path). Choose another row content.</source>
        <translation>{file} 没有声音列（含 bytes 和 path 字段的结构）。请选择其他行内容。</translation>
    </message>
    <message>
        <source>{file}: {names} lose precision: {value} is stored in 32 bits as {stored} with a resolution of {spacing}, but the values of a sequence vary by {span} only. Subtract a fixed offset from these columns.</source>
        <translation>{file}：{names} 的精度有损失：{value} 以 32 位存为 {stored}，分辨率为 {spacing}，而序列的值仅变化 {span}。请从这些列中减去一个固定偏移量。</translation>
    </message>
    <message>
        <source>{file}: its texts contain invalid code points. The file is damaged; get it again.</source>
        <translation>{file}：文本中含有无效的码点。文件已损坏；请重新获取。</translation>
    </message>
    <message>
        <source>{file}: the annotations have no end marker. The file is truncated or damaged; get it again.</source>
        <translation>{file}：注释没有结束标记。文件被截断或已损坏；请重新获取。</translation>
    </message>
    <message>
        <source>{file}: the validation arrays {names} are used as test data.</source>
        <translation>{file}：验证数组 {names} 用作测试数据。</translation>
    </message>
    <message>
        <source>{file}: a value is too large after scaling with the gains of the header. Correct the header.</source>
        <translation>{file}：按文件头中的增益换算后，某个值过大。请更正文件头。</translation>
    </message>
    <message>
        <source>{path} cannot be read: permission denied. Change its permissions, or choose another file.</source>
        <translation>无法读取 {path}：权限不足。请更改其权限，或选择其他文件。</translation>
    </message>
    <message>
        <source>{path} is missing or has changed since it was downloaded. Remove the folder {folder} to download it again.</source>
        <translation>{path} 缺失，或下载后被更改。请删除文件夹 {folder} 以重新下载。</translation>
    </message>
    <message>
        <source>{path} must contain a file with labels (such as y_train.txt) and tables of numbers with one line for each sequence. Choose the folder that contains both.</source>
        <translation>{path} 必须同时含有标签文件（如 y_train.txt）和每行一条序列的数字表。请选择两者都有的文件夹。</translation>
    </message>
    <message>
        <source>{share:.0%} of the test tokens are unknown to the network, because they are rare in the training data. A larger vocabulary, or tokenisation into characters or byte pairs, reduces this share.</source>
        <translation>{share:.0%} 的测试词元对网络未知，因为它们在训练数据中很少见。增大词表，或按字符或字节对分词，可降低此比例。</translation>
    </message>
    <message>
        <source>The preprocessed data need {size:.1f} GiB in the folder {folder}: {reason}. Free some space, or set ROBUSTGUI_CACHE to a folder on another disk.</source>
        <translation>预处理后的数据需要在文件夹 {folder} 中占用 {size:.1f} GiB：{reason}。请腾出空间，或将 ROBUSTGUI_CACHE 设为另一磁盘上的文件夹。</translation>
    </message>
    <message>
        <source>{source}: all sequences belong to the same group ({title}), so none can be held out. Choose a random or a time-ordered split.</source>
        <translation>{source}：所有序列属于同一组（{title}），无法划出另一组。请选择随机划分或按时间划分。</translation>
    </message>
    <message>
        <source>{source}: text cannot be forecast as numbers. Choose the task &apos;Next token (language model)&apos;.</source>
        <translation>{source}：文本不能作为数值预测。请选择任务“下一个词元（语言模型）”。</translation>
    </message>
    <message>
        <source>{source}: the sample rate of these data is not known, so they cannot be resampled to {rate} Hz. Set the sample rate in the settings of the format, or resample by a factor.</source>
        <translation>{source}：这些数据的采样率未知，无法重采样到 {rate} Hz。请在格式设置中指定采样率，或按比例重采样。</translation>
    </message>
    <message>
        <source>{source}: the test labels are class names, but those of the training data are regression targets. Choose files that belong together.</source>
        <translation>{source}：测试标签是类别名称，而训练数据的标签是回归目标。请选择相互匹配的文件。</translation>
    </message>
    <message>
        <source>{source}: the times of the sequences are not known. Choose a time column in the settings of the format, select &apos;Order of the file&apos; in the split, or choose a random split.</source>
        <translation>{source}：序列的时间未知。请在格式设置中选择时间列，在划分中勾选“文件中的顺序”，或选择随机划分。</translation>
    </message>
    <message>
        <source>{source}: there are no labels. Choose the task &apos;Forecasting&apos;, or name the label column in the settings of the format.</source>
        <translation>{source}：没有标签。请选择任务“预测”，或在格式设置中指定标签列。</translation>
    </message>
    <message>
        <source>{source}: missing values would spread when resampled. Add the step &apos;Fill missing values&apos; before &apos;Resample&apos;.</source>
        <translation>{source}：重采样会使缺失值扩散。请在“重采样”之前加入“填补缺失值”步骤。</translation>
    </message>
    <message>
        <source>Numbers of {file} seem to contain commas and were split into two columns, such as {first} and {second}. Put numbers in double quotes, or use semicolons between the columns.</source>
        <translation>{file} 中的数字似乎含有逗号，因而被拆成两列，例如 {first} 和 {second}。请给数字加双引号，或用分号分隔各列。</translation>
    </message>
    <message>
        <source>{file}, line {line}: there are zero bytes in the text, such as those of a data logger after a power failure. Remove them, or the part of the file after them.</source>
        <translation>{file}，第 {line} 行：文本中有零字节，例如数据记录仪断电后留下的。请删除它们，或删除其后的部分。</translation>
    </message>
    <message>
        <source>{source}: returns need values above 0, but the minimum of &apos;{feature}&apos; is {value}. Choose other features, or predict values, absolute values or changes.</source>
        <translation>{source}：收益率要求值大于 0，但“{feature}”的最小值为 {value}。请选择其他特征，或预测数值、绝对值或变化量。</translation>
    </message>
    <message>
        <source>Comparing {file} with its converted copy</source>
        <translation>正在将 {file} 与已转换的副本比较</translation>
    </message>
    <message>
        <source>Converting {file} (only once)</source>
        <translation>正在转换 {file}（仅一次）</translation>
    </message>
    <message>
        <source>Scores of {file} that are at least {threshold:g} were read as positive, at most -{threshold:g} as negative; {count} {count:text|texts} in between {count:was|were} excluded.</source>
        <translation>{file} 中不低于 {threshold:g} 的分数读作正面，不高于 -{threshold:g} 的读作负面；介于两者之间的 {count} 条文本已略去。</translation>
    </message>
    <message>
        <source>The labels have two levels: {fine} fine {fine:class|classes} within {coarse} coarse {coarse:class|classes}.</source>
        <translation>标签有两级：{coarse} 个粗类别，共含 {fine} 个细类别。</translation>
    </message>
    <message>
        <source>The last {count} of {total} {total:sequence|sequences} in time {count:was|were} held out for {purpose}; {dropped} that {dropped:overlaps|overlap} the boundary {dropped:was|were} excluded.</source>
        <translation>按时间划出 {total} 条序列中最后的 {count} 条用于{purpose}；跨越分界的 {dropped} 条已略去。</translation>
    </message>
    <message>
        <source>The sequences come from {count} {count:group|groups} ({title}). A grouped split measures generalisation to unseen groups, which is usually harder.</source>
        <translation>序列来自 {count} 个组（{title}）。按组划分可衡量对未见过的组的泛化能力，这通常更难。</translation>
    </message>
    <message>
        <source>There are {classes} {classes:class|classes} for {sequences} {sequences:training sequence|training sequences}. If the labels are quantities, write them with decimals: they are then read as regression targets.</source>
        <translation>{sequences} 条训练序列却有 {classes} 个类别。如果标签是数量，请写成带小数的形式，它们就会被读作回归目标。</translation>
    </message>
    <message>
        <source>{count} {count:beat|beats} too close to the beginning of a record {count:was|were} excluded.</source>
        <translation>离记录开头过近的 {count} 个心拍已略去。</translation>
    </message>
    <message>
        <source>{count} {count:file|files} with several channels {count:was|were} mixed down to one channel.</source>
        <translation>{count} 个多通道文件已混为单通道。</translation>
    </message>
    <message>
        <source>{count} of {looked_at} sampled {looked_at:test sequence|test sequences} ({total} in total) {count:is an exact duplicate|are exact duplicates} of training sequences.</source>
        <translation>抽查的 {looked_at} 条测试序列（共 {total} 条）中有 {count} 条与训练序列完全相同。</translation>
    </message>
    <message>
        <source>{count} of {looked_at} compared {looked_at:test text|test texts} {count:occurs|occur} verbatim in the training data.</source>
        <translation>比较的 {looked_at} 条测试文本中有 {count} 条在训练数据中逐字出现。</translation>
    </message>
    <message>
        <source>{count} of {total} {total:sequence|sequences} {count:was|were} held out for {purpose}, at random with seed {seed}.</source>
        <translation>{total} 条序列中有 {count} 条划出用于{purpose}，以种子 {seed} 随机选取。</translation>
    </message>
    <message>
        <source>{count} of {total} {total:sequence|sequences} {count:was|were} held out for {purpose}, whole groups ({title}): {names}.</source>
        <translation>{total} 条序列中有 {count} 条划出用于{purpose}，按整组（{title}）划出：{names}。</translation>
    </message>
    <message>
        <source>{count} of {total} {total:test sequence|test sequences} {count:is an exact duplicate|are exact duplicates} of training sequences.</source>
        <translation>{total} 条测试序列中有 {count} 条与训练序列完全相同。</translation>
    </message>
    <message>
        <source>{file} has {channels} {channels:channel|channels}, other files have {width}. Mix the channels down to one, or choose one of them.</source>
        <translation>{file} 有 {channels} 个通道，其他文件有 {width} 个。请混为单通道，或选择其中一个通道。</translation>
    </message>
    <message>
        <source>{file}, array &apos;{name}&apos;: read as {count} {count:sequence|sequences} of {steps} {steps:step|steps} with {features} {features:feature|features}. If the axes are in another order, choose it in the settings of the format.</source>
        <translation>{file}，数组“{name}”：读作 {count} 条序列，每条 {steps} 步、{features} 个特征。如果轴的顺序不同，请在格式设置中选择。</translation>
    </message>
    <message>
        <source>{file}, line {line}: &apos;{first}&apos; has {length} {length:step|steps} and &apos;{key}&apos; has {other}. All channels of a sequence must have the same length; choose the keys of channels that belong together.</source>
        <translation>{file}，第 {line} 行：“{first}”有 {length} 步，“{key}”有 {other} 步。同一序列的所有通道长度必须相同；请选择属于同一序列的通道的键。</translation>
    </message>
    <message>
        <source>{file}, line {line}: {features} {features:feature|features}, but {declared} in the header or the lines above. The header may be wrong, or two lines may be joined; correct it.</source>
        <translation>{file}，第 {line} 行：{features} 个特征，而表头或上面的行为 {declared} 个。可能表头有误，或两行连在一起；请更正。</translation>
    </message>
    <message>
        <source>{file}: the header says @equalLength true, but {count} {count:line has|lines have} another length, the first is line {line}. They were read with their own lengths.</source>
        <translation>{file}：文件头声明 @equalLength true，但有 {count} 行长度不同，第一处在第 {line} 行。已按各自的长度读取。</translation>
    </message>
    <message>
        <source>{source}: no sequence has {least} {least:step|steps}; the longest has {longest}. Reduce &apos;At least&apos; of the step &apos;Truncate&apos;.</source>
        <translation>{source}：没有序列达到 {least} 步，最长的有 {longest} 步。请减小“截断”步骤的“至少”。</translation>
    </message>
    <message>
        <source>{source}: {count} {count:missing value|missing values} in {sequences} {sequences:sequence|sequences} {count:was|were} set to the previous value.</source>
        <translation>{source}：{sequences} 条序列中的 {count} 个缺失值已设为前一个值。</translation>
    </message>
    <message>
        <source>{source}: {count} {count:sequence or group|sequences or groups} cannot be divided into {k} {k:fold|folds}. Choose fewer folds.</source>
        <translation>{source}：{count} 条序列（或组）不能分成 {k} 折。请减少折数。</translation>
    </message>
    <message>
        <source>{count} of {total} {total:group|groups} ({title}) of the test data {count:is|are} also in the training data, so the accuracy does not measure generalisation to unseen groups. Use a grouped split to measure that.</source>
        <translation>测试数据的 {total} 个组（{title}）中有 {count} 个也在训练数据中，因此精度不能衡量对未见过的组的泛化能力。请使用按组划分来衡量。</translation>
    </message>
    <message>
        <source>{count} {count:text|texts} of {file} {count:contains|contain} unpaired surrogates, which are shown as escapes (\ud83d).</source>
        <translation>{file} 中有 {count} 条文本含有不成对的代理字符，以转义形式显示（\ud83d）。</translation>
    </message>
    <message>
        <source>{file}: times are repeated within a sequence; {count} {count:line|lines} {count:was|were} moved next to others with the same time. If several sequences are mixed here, add a column &apos;id&apos; that identifies them.</source>
        <translation>{file}：序列中有重复的时间；{count} 行已移到相同时间的行旁边。如果这里混有多条序列，请添加标识序列的列“id”。</translation>
    </message>
    <message>
        <source>Text column</source>
        <translation>文本列</translation>
    </message>
    <message>
        <source>{file}, line {line}: the score &apos;{text}&apos; is not a number. Correct it.</source>
        <translation>{file}，第 {line} 行：评分“{text}”不是数。请更正。</translation>
    </message>
    <message>
        <source>Column with the source of a sequence, such as the speaker, patient or author; empty: detected automatically; a hyphen: none.</source>
        <translation>标明序列来源（例如说话人、患者或作者）的列；留空：自动识别；连字符：无。</translation>
    </message>
    <message>
        <source>Name of the column with the labels, or its number in a text file; empty: detected automatically; a hyphen: none.</source>
        <translation>标签列的名称，文本文件中也可用编号；留空：自动识别；连字符：无。</translation>
    </message>
    <message>
        <source>Name of the time column, or its number in a text file; empty: detected automatically; a hyphen: none.</source>
        <translation>时间列的名称，文本文件中也可用编号；留空：自动识别；连字符：无。</translation>
    </message>
    <message>
        <source>{file}, line {line}, column {column}: &apos;{text}&apos; is not a finite number. Correct it, or write {missing} if the value is missing.</source>
        <translation>{file}，第 {line} 行第 {column} 列：“{text}”不是有限数。请更正，若值缺失则写 {missing}。</translation>
    </message>
    <message>
        <source>The data {source} were in the memory of a notebook, and were not stored. Pass the objects to robustgui.load again, or train with runs=, which stores them beside the run.</source>
        <translation>{source} 指向仅在笔记本内存中、未被存储的数据。请将这些对象重新传给 robustgui.load，或在训练时给出 runs=，使其与运行一并存储。</translation>
    </message>
    <message>
        <source>{file}: a tensor on the device &apos;meta&apos; has no values.</source>
        <translation>{file}：位于设备“meta”上的张量没有值。</translation>
    </message>
    <message>
        <source>{file}: texts must be a list of N texts, not an array of the shape {shape}. Join the words of each text, or give token numbers with vocabulary=.</source>
        <translation>{file}：文本必须是由 N 个文本组成的列表，而不是形状为 {shape} 的数组。请将每个文本的单词连接起来，或给出词元编号并指定 vocabulary=。</translation>
    </message>
    <message>
        <source>{file}: the group of a sequence is missing. Give each one a group.</source>
        <translation>{file}：有序列缺少分组。请为每个序列给出分组。</translation>
    </message>
    <message>
        <source>{name} must be a list of names, not {value}.</source>
        <translation>{name} 必须是名称列表，而不是 {value}。</translation>
    </message>
    <message>
        <source>CC BY 4.0, UCI Machine Learning Repository; E. Alpaydin, C. Kaynak (1998), by way of scikit-learn</source>
        <translation>CC BY 4.0，UCI Machine Learning Repository；E. Alpaydin、C. Kaynak（1998），经由 scikit-learn 获取</translation>
    </message>
    <message>
        <source>CC BY 4.0, UCI Machine Learning Repository; M. Kudo, J. Toyama, M. Shimbo (1999)</source>
        <translation>CC BY 4.0，UCI Machine Learning Repository；M. Kudo、J. Toyama、M. Shimbo（1999）</translation>
    </message>
    <message>
        <source>Handwritten digits of 8 x 8 pixels, read from top to bottom: 8 steps with 8 values each. 1797 sequences; a share is held out for testing.</source>
        <translation>8 × 8 像素的手写数字，自上而下读取：8 个时间步，每步 8 个值。共 1797 个序列；留出一部分用于测试。</translation>
    </message>
    <message>
        <source>Nine men pronounce two vowels; the network identifies the speaker from 12 cepstral coefficients over 7 to 29 steps. 270 training and 370 test sequences.</source>
        <translation>九名男性说话人发两个元音；网络根据 7 到 29 个时间步上的 12 个倒谱系数识别说话人。训练序列 270 个，测试序列 370 个。</translation>
    </message>
    <message>
        <source>One lead of a simulated electrocardiogram, one beat per sequence: normal, ventricular, or with an inverted T wave. 600 beats of 96 steps at 128 Hz, grouped by patient.</source>
        <translation>模拟心电图的一个导联，每个序列一次心搏：正常、室性或 T 波倒置。共 600 次心搏，每次 96 个时间步，采样率 128 Hz，按患者分组。</translation>
    </message>
    <message>
        <source>Open, high, low and close of a simulated share over 2000 days. From 40 days the network forecasts the absolute values of the next five returns; the baseline is persistence. The last 30 % in time are test data.</source>
        <translation>一只模拟股票 2000 天的开盘价、最高价、最低价和收盘价。网络根据 40 天的数据预测其后五个收益率的绝对值；基线为持续性预测。时间上最后的 30 % 为测试数据。</translation>
    </message>
    <message>
        <source>Short film reviews in English and Chinese, generated from a small grammar; the network classifies them as praise or blame. 900 texts; replacing one word often changes the class.</source>
        <translation>由小型语法生成的中英文短影评；网络将其分为好评或差评。共 900 条文本；替换一个词往往就会改变类别。</translation>
    </message>
    <message>
        <source>Synthetic data, generated by this program; free for any use</source>
        <translation>由本程序生成的合成数据；可自由用于任何用途</translation>
    </message>
    <message>
        <source>Synthetic data, generated from a grammar by this program; free for any use</source>
        <translation>由本程序根据语法生成的合成数据；可自由用于任何用途</translation>
    </message>
    <message>
        <source>Waveforms of five vowels by twelve synthetic voices at 8 kHz, for a network with a log-mel front end. 360 sequences of 0.15 to 0.3 s, grouped by speaker.</source>
        <translation>十二个合成人声所发五个元音的波形，采样率 8 kHz，适用于带对数梅尔特征提取的网络。共 360 个序列，时长 0.15 至 0.3 秒，按说话人分组。</translation>
    </message>
</context>
<context>
    <name>robustgui.defences</name>
    <message>
        <source>Adversarial training</source>
        <translation>对抗训练</translation>
    </message>
    <message>
        <source>Attack that approximates the inner maximisation at every training step.</source>
        <translation>在每个训练步近似求解内层最大化的攻击。</translation>
    </message>
    <message>
        <source>Budget growth</source>
        <translation>预算增长</translation>
    </message>
    <message>
        <source>Clean phase</source>
        <translation>干净阶段</translation>
    </message>
    <message>
        <source>Distribution of the noise.</source>
        <translation>噪声的分布。</translation>
    </message>
    <message>
        <source>Epochs, counted from the first one, over which the budget eps grows linearly to its full size.</source>
        <translation>从第一轮起，预算 ε 线性增长到完整大小所用的轮数。</translation>
    </message>
    <message>
        <source>Factor of the loss on adversarial examples.</source>
        <translation>对抗样本上损失的系数。</translation>
    </message>
    <message>
        <source>Factor of the loss on clean inputs; 0: adversarial examples only (Madry et al. 2018).</source>
        <translation>干净输入上损失的系数；0：只用对抗样本（Madry et al. 2018）。</translation>
    </message>
    <message>
        <source>Factor of the loss on clean inputs; 0: noisy only.</source>
        <translation>干净输入损失的系数；0：只用加噪输入。</translation>
    </message>
    <message>
        <source>Factor of the loss on noisy inputs.</source>
        <translation>加噪输入损失的系数。</translation>
    </message>
    <message>
        <source>Inner attack</source>
        <translation>内层攻击</translation>
    </message>
    <message>
        <source>Minimise the loss on clean data (empirical risk minimisation).</source>
        <translation>最小化干净数据上的损失（经验风险最小化）。</translation>
    </message>
    <message>
        <source>Minimise the loss on clean inputs and on inputs with random noise, drawn again at every step.</source>
        <translation>最小化干净输入与加噪输入上的损失，噪声在每一步重新抽取。</translation>
    </message>
    <message>
        <source>Minimise the loss on clean inputs and the worst-case loss over the threat model (min-max objective).</source>
        <translation>最小化干净输入上的损失与威胁模型内最坏情况的损失（极小极大目标）。</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>噪声</translation>
    </message>
    <message>
        <source>Noise augmentation</source>
        <translation>噪声增强</translation>
    </message>
    <message>
        <source>None (plain training)</source>
        <translation>无（普通训练）</translation>
    </message>
    <message>
        <source>Set of perturbations over which the inner attack maximises the loss.</source>
        <translation>内层攻击最大化损失时所用的扰动集合。</translation>
    </message>
    <message>
        <source>Share of the training, after the clean phase, over which eps grows linearly to its full size.</source>
        <translation>干净阶段之后，ε 线性增长到完整大小所占的训练比例。</translation>
    </message>
    <message>
        <source>Share of the training, at its beginning, on clean data only; it costs a fraction of the rest.</source>
        <translation>训练开始时仅使用干净数据的比例；其耗时只是其余部分的一小部分。</translation>
    </message>
    <message>
        <source>Size of the noise</source>
        <translation>噪声大小</translation>
    </message>
    <message>
        <source>Threat model of the defence</source>
        <translation>防御的威胁模型</translation>
    </message>
    <message>
        <source>Threat model whose budget scales the noise.</source>
        <translation>其预算决定噪声大小的威胁模型。</translation>
    </message>
    <message>
        <source>Train without the attack first</source>
        <translation>先不加攻击训练</translation>
    </message>
    <message>
        <source>Training diverged: at step {step} (epoch {epoch}) the loss is {loss} and its gradient {norm}. Lower the learning rate (now {lr}), or clip the gradient at a smaller norm (now {clip}; 0 is off).</source>
        <translation>训练发散：在第 {step} 步（第 {epoch} 轮）损失为 {loss}，梯度为 {norm}。请降低学习率（当前 {lr}），或减小梯度裁剪阈值（当前 {clip}；0 表示关闭）。</translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation>预热</translation>
    </message>
    <message>
        <source>Weight of the adversarial loss (lambda)</source>
        <translation>对抗损失的权重（λ）</translation>
    </message>
    <message>
        <source>Weight of the clean loss</source>
        <translation>干净损失的权重</translation>
    </message>
    <message>
        <source>Weight of the noisy loss</source>
        <translation>加噪损失的权重</translation>
    </message>
    <message>
        <source>epochs</source>
        <translation>轮</translation>
    </message>
    <message>
        <source>must be more than 0 for adversarial training</source>
        <translation>对抗训练的预算必须大于 0</translation>
    </message>
    <message>
        <source>network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>times</source>
        <translation>乘以</translation>
    </message>
    <message>
        <source>with weights</source>
        <translation>权重为</translation>
    </message>
</context>
<context>
    <name>robustgui.engine</name>
    <message>
        <source>A signal or a debugger stopped it. It continues after “kill -CONT {pid}”. Force stop ends it; a run then resumes from its last checkpoint.</source>
        <translation>它被信号或调试器暂停。执行“kill -CONT {pid}”后会继续。强制停止会结束它；之后运行可从最后一个检查点恢复。</translation>
    </message>
    <message>
        <source>Internal error: the run ended without a result.</source>
        <translation>程序缺陷：运行结束时没有说明结果。</translation>
    </message>
    <message>
        <source>No network is training. Press Train, or choose a stored run.</source>
        <translation>没有正在训练的网络。点“训练”，或选择已保存的运行。</translation>
    </message>
    <message>
        <source>The GPU failed; a new engine is started.</source>
        <translation>显卡出错；新的引擎会重新启用它。</translation>
    </message>
    <message>
        <source>The engine could not start: {problem}.</source>
        <translation>引擎无法启动：{problem}。</translation>
    </message>
    <message>
        <source>The engine crashed ({signal}).</source>
        <translation>引擎崩溃（{signal}）。</translation>
    </message>
    <message>
        <source>The engine ended unexpectedly (code {code}: {problem}).</source>
        <translation>引擎意外结束（代码 {code}：{problem}）。</translation>
    </message>
    <message>
        <source>The engine exited.</source>
        <translation>引擎自行结束。</translation>
    </message>
    <message>
        <source>The engine has not answered for {seconds} s (process {pid}).</source>
        <translation>引擎已 {seconds} 秒没有响应（进程 {pid}）。</translation>
    </message>
    <message>
        <source>The engine has not answered for {seconds} s: process {pid} is busy.</source>
        <translation>引擎已 {seconds} 秒没有响应：进程 {pid} 正忙。</translation>
    </message>
    <message>
        <source>The engine has not answered for {seconds} s: process {pid} is stopped.</source>
        <translation>引擎已 {seconds} 秒没有响应：进程 {pid} 已被暂停。</translation>
    </message>
    <message>
        <source>The engine has not answered for {seconds} s: process {pid} waits for the disk or for memory.</source>
        <translation>引擎已 {seconds} 秒没有响应：进程 {pid} 正在等待磁盘或内存。</translation>
    </message>
    <message>
        <source>The engine was stopped by force.</source>
        <translation>引擎被强制停止。</translation>
    </message>
    <message>
        <source>The network is not built yet: the data are still being read. Try again in a moment.</source>
        <translation>网络尚未建立：仍在读取数据。请稍后再试。</translation>
    </message>
    <message>
        <source>The system ended the engine (SIGKILL). Most often this means that memory ran out: make the batches or the network smaller, or close other programs.</source>
        <translation>系统终止了引擎（SIGKILL）。多半是内存耗尽：请减小批大小或网络，或关闭其他程序。</translation>
    </message>
    <message>
        <source>Wait, or use Force stop, which ends it; a run then resumes from its last checkpoint.</source>
        <translation>请等待，或使用强制停止来结束它；之后运行可从最后一个检查点恢复。</translation>
    </message>
    <message>
        <source>The engine did not end in time when the window was closed, and was stopped by force.</source>
        <translation>关闭窗口时引擎未能及时结束，已被强制停止。</translation>
    </message>
</context>
<context>
    <name>robustgui.evaluation</name>
    <message>
        <source>A gradient-based attack must be at least as strong as gradient-free attacks; otherwise the gradients mislead it.</source>
        <translation>基于梯度的攻击至少应与无梯度攻击一样强；否则梯度在误导它。</translation>
    </message>
    <message>
        <source>A network that predicts one class for every input is as accurate as that class is frequent, attacked or not.</source>
        <translation>对所有输入都预测同一类别的网络，无论是否受到攻击，其精度都等于该类别所占的比例。</translation>
    </message>
    <message>
        <source>A next-token prediction is never correct with certainty.</source>
        <translation>下一个词元的预测不存在确定的正确答案。</translation>
    </message>
    <message>
        <source>A part of the network blocks the gradient: use BPDA, or a gradient-free attack: {attacks}.</source>
        <translation>网络的某一部分阻断了梯度：请使用 BPDA 或无梯度攻击：{attacks}。</translation>
    </message>
    <message>
        <source>A robust accuracy is an upper bound: a stronger attack must not lower it.</source>
        <translation>鲁棒精度是上界：更强的攻击不应使其降低。</translation>
    </message>
    <message>
        <source>A transfer attack is no stronger than the attack on the network itself.</source>
        <translation>迁移攻击并不强于针对网络本身的攻击。</translation>
    </message>
    <message>
        <source>A white-box attack must be stronger than random noise within the same budget.</source>
        <translation>白盒攻击必须强于同一预算内的随机噪声。</translation>
    </message>
    <message>
        <source>ART</source>
        <translation>ART</translation>
    </message>
    <message>
        <source>Accuracy is little more than the share of that class, with and without an attack.</source>
        <translation>无论是否受到攻击，精度都只略高于该类别所占的比例。</translation>
    </message>
    <message>
        <source>Accuracy is the share of that class, with and without an attack. It is no measure of robustness, and the attack is not the reason.</source>
        <translation>无论是否受到攻击，精度都等于该类别所占的比例。它不能衡量鲁棒性，原因不在攻击。</translation>
    </message>
    <message>
        <source>Adversarial Robustness Toolbox (ART).</source>
        <translation>Adversarial Robustness Toolbox (ART)。</translation>
    </message>
    <message>
        <source>Adversarial examples that transfer from a surrogate must not be stronger than those of the attack on the network itself.</source>
        <translation>从替代模型迁移来的对抗样本不应强于针对网络本身的攻击。</translation>
    </message>
    <message>
        <source>All adversarial examples lie within the threat model.</source>
        <translation>所有对抗样本都符合威胁模型。</translation>
    </message>
    <message>
        <source>All sequences belong to one class: there is nothing to tell apart.</source>
        <translation>所有序列属于同一类别：没有可以区分的内容。</translation>
    </message>
    <message>
        <source>All targets are equal: there is nothing to tell apart.</source>
        <translation>所有目标值都相等：没有可以区分的内容。</translation>
    </message>
    <message>
        <source>An accuracy on training data shows what the network remembers, not what it has learned.</source>
        <translation>训练数据上的精度只反映网络记住了什么，而不是学会了什么。</translation>
    </message>
    <message>
        <source>An attack whose optimisation fails, or that does not return the adversarial examples it visits, says nothing about the network.</source>
        <translation>如果攻击的优化失败，或没有返回途经的对抗样本，其结果就不能说明网络的任何性质。</translation>
    </message>
    <message>
        <source>Attacking: {attack}</source>
        <translation>正在攻击：{attack}</translation>
    </message>
    <message>
        <source>Average the attack over {enough} or more samples (setting &apos;EOT samples&apos;): {attacks}; or make the network deterministic.</source>
        <translation>请让攻击对至少 {enough} 次采样取平均（EOT 采样数设置）：{attacks}；或使网络变为确定性的。</translation>
    </message>
    <message>
        <source>CleverHans</source>
        <translation>CleverHans</translation>
    </message>
    <message>
        <source>CleverHans.</source>
        <translation>CleverHans。</translation>
    </message>
    <message>
        <source>Comparing gradients with finite differences</source>
        <translation>正在比较梯度与有限差分</translation>
    </message>
    <message>
        <source>Comparing with the training data</source>
        <translation>正在与训练数据比较</translation>
    </message>
    <message>
        <source>Computing gradients</source>
        <translation>正在计算梯度</translation>
    </message>
    <message>
        <source>Correct the attack or the threat model; meanwhile evaluate with those of the program.</source>
        <translation>请更正攻击或威胁模型；在此期间用本程序自带的攻击和威胁模型评估。</translation>
    </message>
    <message>
        <source>Correct the attack; meanwhile evaluate with one of the program.</source>
        <translation>请更正攻击；在此期间用本程序自带的攻击评估。</translation>
    </message>
    <message>
        <source>Doubtful: no stronger attack could be tried ({metric} {value}).</source>
        <translation>存疑：未能尝试更强的攻击（{metric} {value}）。</translation>
    </message>
    <message>
        <source>Evaluate on data that the network was not trained on; remove duplicates.</source>
        <translation>请在网络未训练过的数据上评估，并删除重复的序列。</translation>
    </message>
    <message>
        <source>Evaluate with a gradient-free attack: {attacks}.</source>
        <translation>请用无梯度攻击进行评估：{attacks}。</translation>
    </message>
    <message>
        <source>Evaluate with a transfer attack too, and with gradient-free attacks: {attacks}.</source>
        <translation>请同时用迁移攻击和无梯度攻击进行评估：{attacks}。</translation>
    </message>
    <message>
        <source>Evaluate with the stronger attacks: {attacks}.</source>
        <translation>请用更强的攻击进行评估：{attacks}。</translation>
    </message>
    <message>
        <source>Evaluated on unseen data</source>
        <translation>在未见过的数据上评估</translation>
    </message>
    <message>
        <source>Evaluating on clean data</source>
        <translation>正在干净数据上评估</translation>
    </message>
    <message>
        <source>Evaluating the trigger</source>
        <translation>正在评估触发器</translation>
    </message>
    <message>
        <source>Evaluating transfer to another network</source>
        <translation>正在评估到另一网络的迁移</translation>
    </message>
    <message>
        <source>Evaluating under attack</source>
        <translation>正在评估攻击下的结果</translation>
    </message>
    <message>
        <source>Finite differences do not apply to discrete tokens.</source>
        <translation>有限差分不适用于离散的词元。</translation>
    </message>
    <message>
        <source>Foolbox</source>
        <translation>Foolbox</translation>
    </message>
    <message>
        <source>Foolbox Native.</source>
        <translation>Foolbox Native。</translation>
    </message>
    <message>
        <source>For a stochastic network, the gradient of a single sample misleads the attack; expectation over transformation (EOT) averages several.</source>
        <translation>对随机网络，单次采样的梯度会误导攻击；期望变换（EOT）对多次采样取平均。</translation>
    </message>
    <message>
        <source>Gradient masking: a transfer attack is stronger than the attack on the network itself.</source>
        <translation>梯度掩蔽：迁移攻击强于针对网络本身的攻击。</translation>
    </message>
    <message>
        <source>Gradient masking: the gradients mislead the attack, and the robust accuracy is overestimated.</source>
        <translation>梯度掩蔽：梯度误导了攻击，鲁棒精度被高估。</translation>
    </message>
    <message>
        <source>Gradient-free attacks are not stronger</source>
        <translation>无梯度攻击并不更强</translation>
    </message>
    <message>
        <source>Gradients agree with finite differences</source>
        <translation>梯度与有限差分一致</translation>
    </message>
    <message>
        <source>Gradients do not vanish</source>
        <translation>梯度没有消失</translation>
    </message>
    <message>
        <source>Increase its step size, and look at its iterations on the page Inspect.</source>
        <translation>请增大其步长，并在“检视”页面查看其各次迭代。</translation>
    </message>
    <message>
        <source>Increase the effort until the robust accuracy no longer changes: {attacks}.</source>
        <translation>请加大攻击力度，直到鲁棒精度不再变化：{attacks}。</translation>
    </message>
    <message>
        <source>It is not known which data this network was trained on.</source>
        <translation>不知道该网络用哪些数据训练过。</translation>
    </message>
    <message>
        <source>It is not known which data this network was trained on; these may be among them.</source>
        <translation>不知道该网络用哪些数据训练过；这些数据可能在其中。</translation>
    </message>
    <message>
        <source>Its error is that of a constant. It is no measure of robustness, and the attack is not the reason.</source>
        <translation>其误差等于常数预测的误差。它不能衡量鲁棒性，原因不在攻击。</translation>
    </message>
    <message>
        <source>Measuring the perturbations</source>
        <translation>正在测量扰动</translation>
    </message>
    <message>
        <source>Minimum-norm attacks apply to classifiers; this network predicts something else.</source>
        <translation>最小范数攻击只适用于分类网络；此网络预测的不是类别。</translation>
    </message>
    <message>
        <source>More iterations and restarts do not improve an attack that has converged.</source>
        <translation>已收敛的攻击不会因更多迭代和重启而变强。</translation>
    </message>
    <message>
        <source>More steps and restarts do not change the result</source>
        <translation>更多迭代和重启不改变结果</translation>
    </message>
    <message>
        <source>No attack of this family applies to the threat model and network.</source>
        <translation>这一类中没有适用于该威胁模型和网络的攻击。</translation>
    </message>
    <message>
        <source>No gradient-free attack applies to this threat model and network.</source>
        <translation>没有适用于该威胁模型和网络的无梯度攻击。</translation>
    </message>
    <message>
        <source>No other attack applies to this threat model and network.</source>
        <translation>没有其他攻击适用于该威胁模型和网络。</translation>
    </message>
    <message>
        <source>No sequence was attacked: none is correctly classified without an attack.</source>
        <translation>没有攻击任何序列：没有一条在无攻击时被正确分类。</translation>
    </message>
    <message>
        <source>No surrogate is trained automatically for these data: name other runs to transfer from.</source>
        <translation>不会为这些数据自动训练替代模型：请指明用于迁移的其他运行。</translation>
    </message>
    <message>
        <source>No value may be perturbed, or no sequence is correctly classified without an attack.</source>
        <translation>没有可扰动的值，或没有一条序列在无攻击时被正确分类。</translation>
    </message>
    <message>
        <source>Not measured, so not passed.</source>
        <translation>未测量，因此不算通过。</translation>
    </message>
    <message>
        <source>Numeric predictions have no accuracy that could reach zero.</source>
        <translation>数值预测没有可以降到零的精度。</translation>
    </message>
    <message>
        <source>On text this threat model perturbs the embeddings of one network, which do not transfer to another. Choose a threat model that replaces tokens.</source>
        <translation>对文本而言，该威胁模型扰动的是某一网络的嵌入，无法迁移到另一网络。请选择替换词元的威胁模型。</translation>
    </message>
    <message>
        <source>Only the sequences of text data can be replaced by typing.</source>
        <translation>只有文本数据才能输入另一条文本。</translation>
    </message>
    <message>
        <source>Other libraries attack classifiers only.</source>
        <translation>其他库只攻击分类网络。</translation>
    </message>
    <message>
        <source>Other libraries support L-inf, L2 and L1 norm balls only.</source>
        <translation>其他库只支持 L-inf、L2 和 L1 范数球。</translation>
    </message>
    <message>
        <source>Predictions depend on the input</source>
        <translation>预测依赖于输入</translation>
    </message>
    <message>
        <source>Random noise is weaker than the attack</source>
        <translation>随机噪声弱于攻击</translation>
    </message>
    <message>
        <source>Randomness is averaged (EOT)</source>
        <translation>随机性已取平均（EOT）</translation>
    </message>
    <message>
        <source>Recording the iterations of the attack</source>
        <translation>正在记录攻击的各次迭代</translation>
    </message>
    <message>
        <source>Repeating the same queries</source>
        <translation>正在重复同样的查询</translation>
    </message>
    <message>
        <source>Replace that part by a differentiable approximation for the attack (BPDA), or use a gradient-free attack: {attacks}.</source>
        <translation>请在攻击时用可微近似替换该部分（BPDA），或使用无梯度攻击：{attacks}。</translation>
    </message>
    <message>
        <source>Running {library}</source>
        <translation>正在运行 {library}</translation>
    </message>
    <message>
        <source>Running {library}: {family}</source>
        <translation>正在运行 {library}：{family}</translation>
    </message>
    <message>
        <source>See the checks of the gradients and of the attack&apos;s iterations: they name attacks that succeed.</source>
        <translation>参见关于梯度和攻击迭代的检查：其中列出了能够成功的攻击。</translation>
    </message>
    <message>
        <source>See the checks of the gradients, and use a gradient-free attack: {attacks}.</source>
        <translation>参见关于梯度的检查，并使用无梯度攻击：{attacks}。</translation>
    </message>
    <message>
        <source>Shattered gradients: the network quantises its input, or a part of it is not differentiable.</source>
        <translation>梯度破碎：网络对输入做了量化，或其某一部分不可微。</translation>
    </message>
    <message>
        <source>Skipped: {reason}</source>
        <translation>已跳过：{reason}</translation>
    </message>
    <message>
        <source>Stochastic gradients: the network is stochastic, and the attack uses single samples; the robust accuracy is overestimated.</source>
        <translation>随机梯度：网络是随机的，而攻击只用单次采样；鲁棒精度被高估。</translation>
    </message>
    <message>
        <source>Stronger attacks do not lower the robust accuracy</source>
        <translation>更强的攻击不再降低鲁棒精度</translation>
    </message>
    <message>
        <source>The accuracy is measured on new data.</source>
        <translation>精度是在新数据上测得的。</translation>
    </message>
    <message>
        <source>The attack changed the network: the robust accuracy belongs to another network.</source>
        <translation>攻击改变了网络：所得鲁棒精度属于另一个网络。</translation>
    </message>
    <message>
        <source>The attack changed the weights of the network.</source>
        <translation>攻击改变了网络的权重。</translation>
    </message>
    <message>
        <source>The attack failed with an error: {problem}.</source>
        <translation>攻击出错：{problem}。</translation>
    </message>
    <message>
        <source>The attack has converged.</source>
        <translation>攻击已收敛。</translation>
    </message>
    <message>
        <source>The attack has neither steps nor restarts that could be increased.</source>
        <translation>该攻击既没有可增加的迭代次数，也没有可增加的重启次数。</translation>
    </message>
    <message>
        <source>The attack has not converged: the robust accuracy is overestimated.</source>
        <translation>攻击尚未收敛：鲁棒精度被高估。</translation>
    </message>
    <message>
        <source>The attack is about as strong as the strongest attacks available.</source>
        <translation>该攻击与现有最强的攻击大致相当。</translation>
    </message>
    <message>
        <source>The attack is at least as strong as random noise.</source>
        <translation>攻击至少与随机噪声一样强。</translation>
    </message>
    <message>
        <source>The attack is gradient-free.</source>
        <translation>攻击不使用梯度。</translation>
    </message>
    <message>
        <source>The attack is too weak: the robust accuracy is overestimated.</source>
        <translation>攻击太弱：鲁棒精度被高估。</translation>
    </message>
    <message>
        <source>The attack is weaker than random noise: its optimisation fails, and the robust accuracy is overestimated.</source>
        <translation>攻击弱于随机噪声：其优化失败，鲁棒精度被高估。</translation>
    </message>
    <message>
        <source>The attack itself fails: its result is no evidence that the network is robust.</source>
        <translation>是攻击本身失败：其结果不能证明网络鲁棒。</translation>
    </message>
    <message>
        <source>The attack itself is gradient-free.</source>
        <translation>攻击本身不使用梯度。</translation>
    </message>
    <message>
        <source>The attack perturbs its input and the loss increases</source>
        <translation>攻击扰动了输入且损失上升</translation>
    </message>
    <message>
        <source>The attack succeeds once the budget is large enough.</source>
        <translation>只要预算足够大，攻击就能成功。</translation>
    </message>
    <message>
        <source>The attack violates the threat model: the robust accuracy does not belong to it.</source>
        <translation>攻击违反了威胁模型：所得鲁棒精度不属于该威胁模型。</translation>
    </message>
    <message>
        <source>The attack works as intended.</source>
        <translation>攻击按预期工作。</translation>
    </message>
    <message>
        <source>The audit has no check &apos;{name}&apos;. Known: {known}.</source>
        <translation>没有名为“{name}”的检查。已知的检查：{known}。</translation>
    </message>
    <message>
        <source>The cross-check is untargeted only.</source>
        <translation>交叉验证仅支持无目标攻击。</translation>
    </message>
    <message>
        <source>The edited sequence holds a value that is not a finite number. Enter a number.</source>
        <translation>编辑后的序列含有非有限数值。请输入数字。</translation>
    </message>
    <message>
        <source>The figures do not show how the network does on new data.</source>
        <translation>这些数值不能说明网络在新数据上的表现。</translation>
    </message>
    <message>
        <source>The gradient of autograd is compared with finite differences of the loss.</source>
        <translation>把自动微分给出的梯度与损失的有限差分相比较。</translation>
    </message>
    <message>
        <source>The gradient-based attack is at least as strong as gradient-free attacks.</source>
        <translation>基于梯度的攻击至少与无梯度攻击一样强。</translation>
    </message>
    <message>
        <source>The gradients are correct.</source>
        <translation>梯度正确。</translation>
    </message>
    <message>
        <source>The gradients give the attack a direction.</source>
        <translation>梯度为攻击提供了方向。</translation>
    </message>
    <message>
        <source>The library does not offer this attack for the norm {norm}.</source>
        <translation>该库不提供 {norm} 范数下的这种攻击。</translation>
    </message>
    <message>
        <source>The library has no attack of this family.</source>
        <translation>该库没有这一类的攻击。</translation>
    </message>
    <message>
        <source>The loss is saturated: use an attack on the margin of the logits: {attacks}.</source>
        <translation>损失已饱和：请使用针对 logits 间隔的攻击：{attacks}。</translation>
    </message>
    <message>
        <source>The network is deterministic: EOT is not needed.</source>
        <translation>网络是确定性的：无需 EOT。</translation>
    </message>
    <message>
        <source>The network is stochastic, and the attack averages over it (EOT).</source>
        <translation>网络是随机的，攻击已对其取平均（EOT）。</translation>
    </message>
    <message>
        <source>The network predicts the next token at every step, not one output.</source>
        <translation>网络在每一步都预测下一个词元，而不是给出单个输出。</translation>
    </message>
    <message>
        <source>The network tells inputs apart.</source>
        <translation>网络能够区分不同的输入。</translation>
    </message>
    <message>
        <source>The optimisation of the attack fails: a low success rate is no evidence of robustness.</source>
        <translation>攻击的优化失败：攻击成功率低并不能证明网络鲁棒。</translation>
    </message>
    <message>
        <source>The perturbations are measured again, from the data as read and the settings of the threat model.</source>
        <translation>根据读入的数据和威胁模型的设置，重新测量扰动。</translation>
    </message>
    <message>
        <source>The perturbations respect the threat model</source>
        <translation>扰动符合威胁模型</translation>
    </message>
    <message>
        <source>The standard deviation of the predictions is {share} times that of the targets.</source>
        <translation>预测值的标准差是目标值标准差的 {share} 倍。</translation>
    </message>
    <message>
        <source>The text is too short for next-token prediction. Type at least two words or characters.</source>
        <translation>文本太短，无法预测下一个词元。请至少输入两个词或字符。</translation>
    </message>
    <message>
        <source>The tokens of a text are not values that could be edited. Type another text.</source>
        <translation>文本的词元不是可以编辑的数值。请输入另一条文本。</translation>
    </message>
    <message>
        <source>The two networks have different inputs or outputs: features, vocabulary, task and classes must be equal. Choose networks that were trained on the same kind of data.</source>
        <translation>两个网络的输入或输出不同：特征、词表、任务和类别必须一致。请选择在同类数据上训练的网络。</translation>
    </message>
    <message>
        <source>There are no sequences to attack. Choose another split of the data.</source>
        <translation>没有可以攻击的序列。请选择数据的其他划分。</translation>
    </message>
    <message>
        <source>There are no sequences to evaluate. Choose another split of the data.</source>
        <translation>没有可以评估的序列。请选择数据的其他划分。</translation>
    </message>
    <message>
        <source>There is no layer {layer}: the network has {layers}, numbered from 0.</source>
        <translation>没有第 {layer} 层：网络有 {layers} 层，从 0 编号。</translation>
    </message>
    <message>
        <source>There is no library &apos;{name}&apos;. Known: {known}.</source>
        <translation>没有名为“{name}”的库。已知：{known}。</translation>
    </message>
    <message>
        <source>There is no sequence {index}: the {split} data have {count}, numbered from 0.</source>
        <translation>没有序列 {index}：{split} 数据有 {count} 条，从 0 编号。</translation>
    </message>
    <message>
        <source>This check gives no evidence about the robust accuracy.</source>
        <translation>这项检查不能为鲁棒精度提供证据。</translation>
    </message>
    <message>
        <source>This run has no {split} data. Choose another split.</source>
        <translation>此运行没有{split}数据。请选择其他划分。</translation>
    </message>
    <message>
        <source>Train the network until it is more accurate than a constant, then audit it.</source>
        <translation>请先将网络训练到优于常数预测，再进行检查。</translation>
    </message>
    <message>
        <source>Train the network until it is more accurate than the most frequent class, then audit it.</source>
        <translation>请先将网络训练到精度高于最频繁的类别所占的比例，再进行检查。</translation>
    </message>
    <message>
        <source>Training a surrogate</source>
        <translation>正在训练替代模型</translation>
    </message>
    <message>
        <source>Transferred adversarial examples are not stronger</source>
        <translation>迁移的对抗样本并不更强</translation>
    </message>
    <message>
        <source>Unreliable as a measure of robustness: the network gives the same prediction for every input. That is a defect of the network, not of the attack ({metric} {value}).</source>
        <translation>作为鲁棒性的度量不可靠：网络对所有输入都给出相同的预测。这是网络的缺陷，而不是攻击的缺陷（{metric} {value}）。</translation>
    </message>
    <message>
        <source>Use an attack with another step size and loss: {attacks}.</source>
        <translation>请使用步长和损失不同的攻击：{attacks}。</translation>
    </message>
    <message>
        <source>Vanishing gradients: these sequences appear robust only because the attack has no gradient to follow.</source>
        <translation>梯度消失：这些序列看起来鲁棒，只是因为攻击没有可用的梯度。</translation>
    </message>
    <message>
        <source>Where the gradient is zero or not finite, an attack does not move, and the sequence appears robust.</source>
        <translation>梯度为零或非有限值时，攻击停在原地，序列看起来就是鲁棒的。</translation>
    </message>
    <message>
        <source>With a budget of 0 nothing is attacked. Choose the budget of the robust accuracy that is to be checked.</source>
        <translation>预算为 0 时不会攻击任何序列。请选择待检查的鲁棒精度所对应的预算。</translation>
    </message>
    <message>
        <source>With a budget of 0 nothing is attacked. Choose the budget to cross-check.</source>
        <translation>预算为 0 时不会攻击任何序列。请选择要交叉验证的预算。</translation>
    </message>
    <message>
        <source>With an unlimited budget every attack succeeds</source>
        <translation>预算不受限制时攻击全部成功</translation>
    </message>
    <message>
        <source>With an unlimited budget every sequence can be turned into one of another class; an attack that fails even then is broken.</source>
        <translation>预算不受限制时，任何序列都能变成另一类的序列；此时仍失败的攻击是有缺陷的。</translation>
    </message>
    <message>
        <source>library</source>
        <translation>库</translation>
    </message>
    <message>
        <source>no reason given</source>
        <translation>未说明原因</translation>
    </message>
    <message>
        <source>reliability check</source>
        <translation>可靠性检查</translation>
    </message>
    <message>
        <source>the network gives the same prediction for every input</source>
        <translation>网络对所有输入都给出相同的预测</translation>
    </message>
    <message>
        <source>torchattacks</source>
        <translation>torchattacks</translation>
    </message>
    <message>
        <source>torchattacks.</source>
        <translation>torchattacks。</translation>
    </message>
    <message>
        <source>{attack}: attacking with eps {eps}</source>
        <translation>{attack}：正在以 eps {eps} 攻击</translation>
    </message>
    <message>
        <source>{attack}: searching minimal perturbations</source>
        <translation>{attack}：正在搜索最小扰动</translation>
    </message>
    <message>
        <source>{library} is not installed. Install it with: {command}</source>
        <translation>{library} 尚未安装。安装命令：{command}</translation>
    </message>
    <message>
        <source>{run}: {said}</source>
        <translation>{run}：{said}</translation>
    </message>
    <message>
        <source>DTW</source>
        <translation>DTW</translation>
    </message>
    <message>
        <source>L-inf</source>
        <translation>L-inf</translation>
    </message>
    <message>
        <source>L1</source>
        <translation>L1</translation>
    </message>
    <message>
        <source>L2</source>
        <translation>L2</translation>
    </message>
    <message>
        <source>SNR</source>
        <translation>信噪比</translation>
    </message>
    <message>
        <source>camouflage</source>
        <translation>伪装系数</translation>
    </message>
    <message>
        <source>edited tokens</source>
        <translation>编辑的词元数</translation>
    </message>
    <message>
        <source>largest share</source>
        <translation>最大占比</translation>
    </message>
    <message>
        <source>share of the ranges</source>
        <translation>占取值范围的比例</translation>
    </message>
    <message>
        <source>At eps {eps} ({times} times the budget), {left} of {samples} {samples:sequence|sequences} {left:is|are} still correctly classified.</source>
        <translation>在 ε = {eps}（预算的 {times} 倍）下，{samples} 条序列中仍有 {left} 条正确分类。</translation>
    </message>
    <message>
        <source>Doubtful: {warning} {warning:warning|warnings}, {passed} {passed:check|checks} passed ({metric} {value}; worst case over all attacks {worst}).</source>
        <translation>存疑：{warning} 项警告，{passed} 项检查通过（{metric} {value}；所有攻击的最坏情况 {worst}）。</translation>
    </message>
    <message>
        <source>Evaluated in {groups} {groups:group|groups} of equal length.</source>
        <translation>按长度相同分为 {groups} 组评估。</translation>
    </message>
    <message>
        <source>For {wrong} of {samples} {samples:sequence|sequences} the gradient disagrees with finite differences; for {stairs} the loss is piecewise constant.</source>
        <translation>{samples} 条序列中，有 {wrong} 条的梯度与有限差分不一致；有 {stairs} 条的损失是分段常数。</translation>
    </message>
    <message>
        <source>None of the {samples} {samples:evaluated sequence|evaluated sequences} is in the training data.</source>
        <translation>评估的 {samples} 条序列都不在训练数据中。</translation>
    </message>
    <message>
        <source>Of {samples} {samples:attack|attacks}, {still} {still:leaves|leave} the input unchanged, {flat} {flat:changes|change} it without increasing the loss, and {silent} {silent:visits|visit} an adversarial example but {silent:does|do} not return it.</source>
        <translation>{samples} 次攻击中，{still} 次没有改变输入，{flat} 次改变了输入但没有使损失上升，{silent} 次经过了对抗样本却没有返回它。</translation>
    </message>
    <message>
        <source>Over {draws} {draws:query|queries} of the same input, the outputs of {differing} of {samples} {samples:sequence|sequences} differ, and the predictions of {flipping}; the attack averages {averaged} {averaged:sample|samples}.</source>
        <translation>对同一输入查询 {draws} 次，{samples} 条序列中有 {differing} 条的输出不同，{flipping} 条的预测不同；攻击对 {averaged} 次采样取平均。</translation>
    </message>
    <message>
        <source>Reliable: all {passed} {passed:check|checks} passed ({metric} {value}).</source>
        <translation>可靠：全部 {passed} 项检查通过（{metric} {value}）。</translation>
    </message>
    <message>
        <source>Reliable: {passed} {passed:check|checks} passed, {skipped} skipped ({metric} {value}).</source>
        <translation>可靠：{passed} 项检查通过，{skipped} 项跳过（{metric} {value}）。</translation>
    </message>
    <message>
        <source>The edited sequence has the shape {shape}; it needs one row per time step with {features} {features:value|values}.</source>
        <translation>编辑后的序列形状为 {shape}；每个时间步需要一行，每行 {features} 个值。</translation>
    </message>
    <message>
        <source>The first gradient of the attack is zero or not finite for {count} of {samples} {samples:sequence|sequences}; for {saturated} of them the logits do change.</source>
        <translation>{samples} 条序列中有 {count} 条的攻击首个梯度为零或非有限值；其中 {saturated} 条的 logit 确实会变化。</translation>
    </message>
    <message>
        <source>The network predicts one class for every input: &apos;{class}&apos; for all {samples} {samples:sequence|sequences}, which belong to {classes} {classes:class|classes}.</source>
        <translation>网络对所有输入都预测同一类别：全部 {samples} 个序列都预测为“{class}”，而它们属于 {classes} 个类别。</translation>
    </message>
    <message>
        <source>The network predicts one class for nearly every input: &apos;{class}&apos; for all but {differing} of {samples} {samples:sequence|sequences}, which belong to {classes} {classes:class|classes}.</source>
        <translation>网络对几乎所有输入都预测同一类别：{samples} 个序列中除 {differing} 个外都预测为“{class}”，而它们属于 {classes} 个类别。</translation>
    </message>
    <message>
        <source>The network predicts one value for every input: {value}, for all {samples} {samples:sequence|sequences}.</source>
        <translation>网络对所有输入都预测同一数值：{value}，共 {samples} 个序列。</translation>
    </message>
    <message>
        <source>The network was trained on {count} of the {samples} {samples:evaluated sequence|evaluated sequences}.</source>
        <translation>评估的 {samples} 条序列中有 {count} 条被用于训练该网络。</translation>
    </message>
    <message>
        <source>The network was trained on {same} of the {samples} {samples:evaluated sequence|evaluated sequences}: the figures do not show how it does on new data. Evaluate it on data that it was not trained on.</source>
        <translation>评估的 {samples} 条序列中有 {same} 条被用于训练该网络：这些数值不能说明它在新数据上的表现。请在它未训练过的数据上评估。</translation>
    </message>
    <message>
        <source>The same input always gives the same output ({draws} {draws:query|queries}).</source>
        <translation>相同的输入总是得到相同的输出（{draws} 次查询）。</translation>
    </message>
    <message>
        <source>Unreliable: {failed} {failed:check|checks} failed, {warning} {warning:warning|warnings} ({metric} {value}; worst case over all attacks {worst}).</source>
        <translation>不可靠：{failed} 项检查失败，{warning} 项警告（{metric} {value}；所有攻击的最坏情况 {worst}）。</translation>
    </message>
    <message>
        <source>With {factor} times the steps and restarts, {metric} is {after}; it was {before} ({samples} {samples:sequence|sequences}).</source>
        <translation>迭代与重启增至 {factor} 倍时，{metric} 为 {after}，之前为 {before}（{samples} 条序列）。</translation>
    </message>
    <message>
        <source>Worst case over {rivals}: {metric} {after}; with the attack alone {before} ({samples} {samples:sequence|sequences}).</source>
        <translation>对 {rivals} 取逐样本最坏情况：{metric} 为 {after}；仅用该攻击为 {before}（{samples} 条序列）。</translation>
    </message>
    <message>
        <source>{broken} of {attacked} {attacked:adversarial example|adversarial examples} {broken:violates|violate} the threat model; the largest perturbation is {largest}, the budget {eps}.</source>
        <translation>{attacked} 个对抗样本中有 {broken} 个违反威胁模型；最大扰动为 {largest}，预算为 {eps}。</translation>
    </message>
    <message>
        <source>{broken} of {attacked} {attacked:adversarial example|adversarial examples} {broken:violates|violate} the threat model; the largest perturbation is {largest}. The budget is {eps}; in whole edits, at least one per text, it allows up to {limit} here.</source>
        <translation>{attacked} 个对抗样本中有 {broken} 个违反威胁模型；最大扰动为 {largest}。预算为 {eps}；按整数次编辑计（每段文本至少一次），此处最多允许 {limit}。</translation>
    </message>
    <message>
        <source>{differing} of {samples} {samples:prediction|predictions} {differing:differs|differ} from the most frequent one.</source>
        <translation>{samples} 个预测中有 {differing} 个不同于最频繁的预测。</translation>
    </message>
    <message>
        <source>{metric}: {noise} under {draws} draws of random noise, {attack} under the attack; noise alone succeeds on {share} % of {samples} {samples:sequence|sequences}.</source>
        <translation>{metric}：{draws} 次随机噪声下为 {noise}，攻击下为 {attack}；{samples} 条序列中有 {share} % 只被噪声攻击成功。</translation>
    </message>
    <message>
        <source>{partly} of {samples} {samples:evaluated sequence|evaluated sequences} {partly:shares|share} long stretches with training sequences, as overlapping windows do: the figures do not show how the network does on new data.</source>
        <translation>评估的 {samples} 条序列中有 {partly} 条与训练序列有较长的相同片段（例如重叠的窗口）：这些数值不能说明网络在新数据上的表现。</translation>
    </message>
    <message>
        <source>{rival} increases the error by {share} % more than the attack ({samples} {samples:sequence|sequences}).</source>
        <translation>{rival} 使误差比该攻击多增大 {share} %（{samples} 条序列）。</translation>
    </message>
    <message>
        <source>{rival} succeeds on {count} of {samples} {samples:sequence|sequences} on which the attack fails ({share} %).</source>
        <translation>{samples} 条序列中，{rival} 在该攻击失败的 {count} 条上成功（{share} %）。</translation>
    </message>
    <message>
        <source>{same} of {samples} {samples:test sequence|test sequences} {same:is|are} duplicates of training sequences: the network was trained on them, so the figures do not show how it does on new data. Remove the duplicates.</source>
        <translation>{samples} 条测试序列中有 {same} 条与训练序列重复：网络用它们训练过，因此这些数值不能说明在新数据上的表现。请删除重复的序列。</translation>
    </message>
</context>
<context>
    <name>robustgui.gui</name>
    <message>
        <source>A preset needs a name with at least one letter or digit.</source>
        <translation>预设名称至少要有一个字母或数字。</translation>
    </message>
    <message>
        <source>A size looks like 1440x900, at least 320x240 and at most 7680x4320; got {text}.</source>
        <translation>尺寸的写法如 1440x900，最小 320x240，最大 7680x4320；收到的是 {text}。</translation>
    </message>
    <message>
        <source>The page did not have its content within {seconds} seconds.</source>
        <translation>页面在 {seconds} 秒内没有得到内容。</translation>
    </message>
    <message>
        <source>The preset {file} cannot be deleted: {reason}.</source>
        <translation>无法删除预设 {file}：{reason}。</translation>
    </message>
    <message>
        <source>The preset {file} cannot be written: {reason}.</source>
        <translation>无法写入预设 {file}：{reason}。</translation>
    </message>
    <message>
        <source>The window needs system libraries that are not installed: {libraries}. On Debian or Ubuntu, install them with &apos;sudo apt-get install {packages}&apos;, then start robustgui again.</source>
        <translation>窗口需要的系统库尚未安装：{libraries}。在 Debian 或 Ubuntu 上，请用“sudo apt-get install {packages}”安装，然后重新启动 robustgui。</translation>
    </message>
    <message>
        <source>There is no display to open a window on. Start robustgui from a desktop, forward X11 with &apos;ssh -X&apos;, or use the command line: &apos;robustgui run default&apos;.</source>
        <translation>没有可以打开窗口的显示器。请在桌面环境中启动 robustgui，用“ssh -X”转发 X11，或使用命令行：“robustgui run default”。</translation>
    </message>
    <message>
        <source>There is no page called &apos;{page}&apos;. Known: {known}.</source>
        <translation>没有叫“{page}”的页面。已知：{known}。</translation>
    </message>
    <message>
        <source>There is no {kind} called &apos;{name}&apos;. Known: {known}.</source>
        <translation>没有叫“{name}”的{kind}。已知：{known}。</translation>
    </message>
    <message>
        <source>is empty; a number is needed</source>
        <translation>为空；需要一个数字</translation>
    </message>
    <message>
        <source>is not in this machine; it offers {known}</source>
        <translation>本机没有；可用的有 {known}</translation>
    </message>
    <message>
        <source>is written with a comma; write {number}</source>
        <translation>用了逗号；请写成 {number}</translation>
    </message>
    <message>
        <source>not chosen</source>
        <translation>未勾选</translation>
    </message>
    <message>
        <source>page</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>view</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>{file} is not a recorded inspection: {problem}.</source>
        <translation>{file} 不是已记录的检视：{problem}。</translation>
    </message>
    <message>
        <source>Networks cannot be inspected where these jobs run.</source>
        <translation>在运行这些任务的执行环境中无法查看网络。</translation>
    </message>
</context>
<context>
    <name>robustgui.importing</name>
    <message>
        <source>A network can be opened for classes and for numbers to be predicted, not for next tokens.</source>
        <translation>可以打开用于分类和预测数值的网络，不能打开预测下一个词元的网络。</translation>
    </message>
    <message>
        <source>A state dict (.pt, .pth), .safetensors or .onnx; empty where the Python code provides its own.</source>
        <translation>state dict（.pt、.pth）、.safetensors 或 .onnx；若 Python 代码自带权重则留空。</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Data that the network was trained on.</source>
        <translation>网络的训练数据。</translation>
    </message>
    <message>
        <source>For the list of runs; empty: that of the file.</source>
        <translation>用于运行列表；留空：用文件的名称。</translation>
    </message>
    <message>
        <source>Identifying the network</source>
        <translation>正在识别网络</translation>
    </message>
    <message>
        <source>Inputs are standardised with statistics from the file.</source>
        <translation>用文件中的统计量对输入做标准化。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Name a file of weights (.pt, .pth, .safetensors, .onnx), or a Python function (--entry).</source>
        <translation>请指明权重文件（.pt、.pth、.safetensors、.onnx），或 Python 函数（--entry）。</translation>
    </message>
    <message>
        <source>Not part of the network and ignored: {names}.</source>
        <translation>不属于网络，已忽略：{names}。</translation>
    </message>
    <message>
        <source>Of a network that reads text: a file with one token a line, or JSON, in the order of its numbers.</source>
        <translation>用于读取文本的网络：每行一个词元的文件，或 JSON，按词元编号的顺序。</translation>
    </message>
    <message>
        <source>Opening {file} needs the package onnx. Install it with: pip install &apos;robustgui[onnx]&apos;</source>
        <translation>打开 {file} 需要软件包 onnx。安装命令：pip install &apos;robustgui[onnx]&apos;</translation>
    </message>
    <message>
        <source>Order of classes</source>
        <translation>类别顺序</translation>
    </message>
    <message>
        <source>Python code</source>
        <translation>Python 代码</translation>
    </message>
    <message>
        <source>Python code of your own reads values, (B, T, F); these data are text.</source>
        <translation>您自己的 Python 代码读取数值，(B, T, F)；而这些数据是文本。</translation>
    </message>
    <message>
        <source>Reading the data</source>
        <translation>正在读取数据</translation>
    </message>
    <message>
        <source>Reading {file} crashed the process that read it ({reason}): the file is damaged, or made to do harm. Get it again from its source.</source>
        <translation>读取 {file} 使读取进程崩溃（{reason}）：该文件已损坏，或是蓄意构造的恶意文件。请从原始来源重新获取。</translation>
    </message>
    <message>
        <source>Reading {file} needs more than {gib:.1f} GiB of memory, far more than a file of its size needs: the file is damaged, or made to do harm. Get it again from its source.</source>
        <translation>读取 {file} 需要超过 {gib:.1f} GiB 内存，远多于此大小的文件所需：该文件已损坏，或是蓄意构造的恶意文件。请从原始来源重新获取。</translation>
    </message>
    <message>
        <source>Readout and activations are read from the graph.</source>
        <translation>读出方式和激活函数以计算图中的为准。</translation>
    </message>
    <message>
        <source>Readout and activations are those that robustgui stored.</source>
        <translation>读出方式和激活函数以 robustgui 写入的为准。</translation>
    </message>
    <message>
        <source>Save its state dict with torch.save(model.state_dict(), &apos;weights.pt&apos;) where it was trained and open that, or name a function of your own that builds it (--entry).</source>
        <translation>请在训练它的地方用 torch.save(model.state_dict(), &apos;weights.pt&apos;) 保存其状态字典并打开该文件，或指明您自己的构建它的函数（--entry）。</translation>
    </message>
    <message>
        <source>Scaling of the inputs that the network was trained on.</source>
        <translation>网络训练时输入的缩放方式。</translation>
    </message>
    <message>
        <source>The Python code {entry}.</source>
        <translation>Python 代码 {entry}。</translation>
    </message>
    <message>
        <source>The class of each output, in order; empty: detected from its predictions.</source>
        <translation>各输出所对应的类别，按顺序；留空：根据预测自动判断。</translation>
    </message>
    <message>
        <source>The classes of {data} are {classes}.</source>
        <translation>{data} 的类别为 {classes}。</translation>
    </message>
    <message>
        <source>The file holds {count} linear and normalisation layers; a network may have {most}. Name a function of your own that builds the network (--entry).</source>
        <translation>文件包含 {count} 个线性层和归一化层；网络最多可有 {most} 个。请指定您自己的构建网络的函数（--entry）。</translation>
    </message>
    <message>
        <source>The file stores weights as factors (weight or spectral normalisation) whose shapes do not fit each other. Get it again from its source.</source>
        <translation>文件以因子形式存储权重（权重归一化或谱归一化），但各因子的形状互不匹配。请从原始来源重新获取。</translation>
    </message>
    <message>
        <source>The module predicts no better than the majority class. Check that its outputs are in the order of data.train.classes, and that it reads the values of the data as they are: give mean= and std= if it reads normalised ones.</source>
        <translation>该模块的预测不优于多数类。请检查其输出是否按 data.train.classes 的顺序排列，以及它是否直接读取数据的原始值；若它读取归一化的值，请指定 mean= 和 std=。</translation>
    </message>
    <message>
        <source>The module predicts no better than the mean of the targets. Check that it reads the values of the data as they are: give mean= and std= if it reads normalised ones.</source>
        <translation>该模块的预测不优于目标的均值。请检查它是否直接读取数据的原始值；若它读取归一化的值，请指定 mean= 和 std=。</translation>
    </message>
    <message>
        <source>The network is larger than those that can be opened ({problem}). Name a function of your own that builds the network (--entry).</source>
        <translation>该网络超出可打开的网络规模（{problem}）。请指定您自己的构建网络的函数（--entry）。</translation>
    </message>
    <message>
        <source>The node {name} ({kind}) among the linear layers is not supported. Name a function of your own that builds the network (--entry).</source>
        <translation>线性层之间的节点 {name}（{kind}）不受支持。请指明一个自己编写的、构建该网络的函数（--entry）。</translation>
    </message>
    <message>
        <source>The node {name} ({kind}) before the recurrent layers is not supported. Name a function of your own that builds the network (--entry).</source>
        <translation>循环层之前的节点 {name}（{kind}）不受支持。请指明一个自己编写的、构建该网络的函数（--entry）。</translation>
    </message>
    <message>
        <source>The outputs of the module for sequences of {data} are not finite.</source>
        <translation>该模块对 {data} 中序列的输出不是有限值。</translation>
    </message>
    <message>
        <source>The outputs of the network in {file} are not finite on {data}, however its weights are read: they are too large, or the file is damaged.</source>
        <translation>{file} 中的网络在 {data} 上的输出不是有限值，无论如何解读其权重：权重过大，或文件已损坏。</translation>
    </message>
    <message>
        <source>The recurrent layers {names} are of different kinds or directions. Name a function of your own that builds the network (--entry).</source>
        <translation>循环层 {names} 的类型或方向不同。请指明一个自己编写的、构建该网络的函数（--entry）。</translation>
    </message>
    <message>
        <source>The recurrent layers {names} cannot be stacked: their sizes do not match. Name a function of your own that builds the network (--entry).</source>
        <translation>循环层 {names} 无法前后相接：它们的大小不匹配。请指明一个自己编写的、构建该网络的函数（--entry）。</translation>
    </message>
    <message>
        <source>The recurrent weights {names} do not match each other. Name a function of your own that builds the network (--entry).</source>
        <translation>循环权重 {names} 互不匹配。请指明一个自己编写的、构建该网络的函数（--entry）。</translation>
    </message>
    <message>
        <source>The weight {name} holds values that are not finite (NaN or infinity).</source>
        <translation>权重 {name} 含有非有限值（NaN 或无穷大）。</translation>
    </message>
    <message>
        <source>The weights in {file} are of another network than {entry} makes: {missing}.</source>
        <translation>{file} 中的权重属于另一个网络，与 {entry} 构建的不符：{missing}。</translation>
    </message>
    <message>
        <source>The weights {names} belong neither to recurrent, linear nor normalisation layers. Name a function of your own that builds the network (--entry).</source>
        <translation>权重 {names} 不属于循环层、线性层或归一化层。请指定一个自行构建该网络的函数（--entry）。</translation>
    </message>
    <message>
        <source>There are no linear layers after the recurrent ones, so the meaning of the outputs is not known. Name a function of your own that builds the network (--entry).</source>
        <translation>循环层之后没有线性层，因此无法得知输出的含义。请指明一个自己编写的、构建该网络的函数（--entry）。</translation>
    </message>
    <message>
        <source>There are no recurrent layers among the weights ({names}). Name a function of your own that builds the network (--entry).</source>
        <translation>权重（{names}）中没有循环层。请指明一个自己编写的、构建该网络的函数（--entry）。</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Vocabulary</source>
        <translation>词表</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>as they are in the data</source>
        <translation>与数据中一致</translation>
    </message>
    <message>
        <source>detected from its predictions</source>
        <translation>由网络的预测判断</translation>
    </message>
    <message>
        <source>each feature standardised to mean 0, std 1</source>
        <translation>各特征标准化为均值 0、标准差 1</translation>
    </message>
    <message>
        <source>names a class twice</source>
        <translation>同一类别出现了两次</translation>
    </message>
    <message>
        <source>package.module:function or file.py:function that returns the network; empty: the architecture is identified from the weights.</source>
        <translation>给出网络的 package.module:function 或 file.py:function；留空：自动识别结构。</translation>
    </message>
    <message>
        <source>{file} cannot be read as a vocabulary: {problem}.</source>
        <translation>{file} 无法作为词表读取：{problem}。</translation>
    </message>
    <message>
        <source>{file} contains no weights. {advice}</source>
        <translation>{file} 中没有权重。{advice}</translation>
    </message>
    <message>
        <source>{file} has neither the token &apos;{token}&apos; of the data nor one for unknown tokens.</source>
        <translation>{file} 既没有数据中的词元“{token}”，也没有表示未知词元的词元。</translation>
    </message>
    <message>
        <source>{file} has no RNN, GRU or LSTM nodes but many matrix products: its steps were probably unrolled when it was exported. Export it with torch.onnx.export(..., dynamo=False), or open its state dict.</source>
        <translation>{file} 中没有 RNN、GRU 或 LSTM 节点，但有许多矩阵乘法：导出时时间步很可能被展开了。请用 torch.onnx.export(..., dynamo=False) 导出，或打开其 state dict。</translation>
    </message>
    <message>
        <source>{file} has no RNN, GRU or LSTM nodes; its nodes are {nodes}. Only recurrent networks can be opened; others through a function of your own that builds the network (--entry).</source>
        <translation>{file} 中没有 RNN、GRU 或 LSTM 节点；其节点为 {nodes}。只能打开循环网络；其他网络请通过自行构建网络的函数打开（--entry）。</translation>
    </message>
    <message>
        <source>{file} is a whole pickled module or holds other objects: opening it would run the code in it. {advice}</source>
        <translation>{file} 是整个模块的 pickle，或含有其他对象：打开它会运行其中的代码。{advice}</translation>
    </message>
    <message>
        <source>{file} is a {kind} program, not weights. {advice}</source>
        <translation>{file} 是 {kind} 程序，不是权重。{advice}</translation>
    </message>
    <message>
        <source>{file} is damaged or of another network: {network} expects more data in it.</source>
        <translation>{file} 已损坏或属于另一个网络：{network} 需要其中有更多数据。</translation>
    </message>
    <message>
        <source>{file} is damaged or truncated, or was not written by torch.save ({problem}). Get it again from its source.</source>
        <translation>{file} 已损坏、被截断，或不是由 torch.save 写出的（{problem}）。请从原始来源重新获取。</translation>
    </message>
    <message>
        <source>{file} is damaged: its weights claim {claimed} MB, far more than the {size} MB of the file can hold.</source>
        <translation>{file} 已损坏：其权重声称占 {claimed} MB，远超 {size} MB 的文件所能容纳。</translation>
    </message>
    <message>
        <source>{file} is damaged: the weights of {name} have shapes that no {kind} layer has.</source>
        <translation>{file} 已损坏：{name} 的权重形状不可能属于 {kind} 层。</translation>
    </message>
    <message>
        <source>{file} is damaged: {name} is no name of a weight.</source>
        <translation>{file} 已损坏：{name} 不是权重名称。</translation>
    </message>
    <message>
        <source>{file} is neither a list of tokens nor a table of their numbers.</source>
        <translation>{file} 既不是词元列表，也不是词元编号表。</translation>
    </message>
    <message>
        <source>{file} is not a valid ONNX file: {problem}.</source>
        <translation>{file} 不是有效的 ONNX 文件：{problem}。</translation>
    </message>
    <message>
        <source>{file} is quantised ({nodes}): its weights are 8-bit integers, through which no gradient flows. Open the float32 network that it was made from.</source>
        <translation>{file} 已量化（{nodes}）：其权重为 8 位整数，梯度无法通过。请打开量化之前的 float32 网络。</translation>
    </message>
    <message>
        <source>{file} is quantised: its weights are 8-bit integers, through which no gradient flows. Open the float32 network that it was made from.</source>
        <translation>{file} 已量化：其权重为 8 位整数，梯度无法通过。请打开量化之前的 float32 网络。</translation>
    </message>
    <message>
        <source>{file} lists more tokens than the network has embeddings, {size}.</source>
        <translation>{file} 中的词元多于网络的向量数 {size}。</translation>
    </message>
    <message>
        <source>{file} refers to data in {location}, outside of its folder. Such files are not opened.</source>
        <translation>{file} 引用了其文件夹之外的数据 {location}。此类文件不予打开。</translation>
    </message>
    <message>
        <source>{file} unfolds to {total} MB, far more than weights in a file of {size} MB: it is damaged, or made to do harm. Get it again from its source.</source>
        <translation>{file} 解压后为 {total} MB，远超 {size} MB 文件中的权重：它已损坏，或是蓄意构造的恶意文件。请从原始来源重新获取。</translation>
    </message>
    <message>
        <source>{file} was not read within {seconds:.0f} s, far longer than a file of its size takes: the file is damaged, or made to do harm. Get it again from its source.</source>
        <translation>{file} 未能在 {seconds:.0f} 秒内读完，远超此大小的文件所需时间：该文件已损坏，或是蓄意构造的恶意文件。请从原始来源重新获取。</translation>
    </message>
    <message>
        <source>{file} was not written by torch.save. {advice}</source>
        <translation>{file} 不是 torch.save 的文件。{advice}</translation>
    </message>
    <message>
        <source>{file} writes its recurrence as a {node} node. Export it with torch.onnx.export(..., dynamo=False), which writes RNN, GRU or LSTM nodes, or open its state dict.</source>
        <translation>{file} 以 {node} 节点表示循环。请用 torch.onnx.export(..., dynamo=False) 导出（会写出 RNN、GRU 或 LSTM 节点），或打开其 state dict。</translation>
    </message>
    <message>
        <source>{file}: its {kind} cells use {names}; torch&apos;s use {usual}. Keras writes hard sigmoids where recurrent_activation is &apos;hard_sigmoid&apos;: train with &apos;sigmoid&apos;, or name a function of your own that builds the network (--entry).</source>
        <translation>{file}：其 {kind} 单元使用 {names}；torch 的单元使用 {usual}。recurrent_activation 为 &apos;hard_sigmoid&apos; 时 Keras 会写出 hard sigmoid：请改用 &apos;sigmoid&apos; 训练，或指定一个自行构建该网络的函数（--entry）。</translation>
    </message>
    <message>
        <source>{file}: the GRU applies its reset gate before the matrix product (linear_before_reset = 0, in Keras reset_after=False); torch&apos;s GRU applies it after. Train or export it with reset_after=True, or name a function of your own that builds the network (--entry).</source>
        <translation>{file}：该 GRU 在矩阵乘法之前应用重置门（linear_before_reset = 0，即 Keras 的 reset_after=False）；torch 的 GRU 在其后应用。请以 reset_after=True 训练或导出，或指定一个自行构建该网络的函数（--entry）。</translation>
    </message>
    <message>
        <source>{file}: the weight {name} is complex, quantised or sparse. Convert it to plain float32 first.</source>
        <translation>{file}：权重 {name} 是复数、量化或稀疏的。请先转换为普通的 float32。</translation>
    </message>
    <message>
        <source>{file}: the weights of {name} are computed, not stored.</source>
        <translation>{file}：{name} 的权重是计算得到的，没有存储。</translation>
    </message>
    <message>
        <source>{file}: the {kind} node {name} differs from torch&apos;s layers: {problem}. Name a function of your own that builds the network (--entry).</source>
        <translation>{file}：{kind} 节点 {name} 与 torch 的层不同：{problem}。请指明一个自己编写的、构建该网络的函数（--entry）。</translation>
    </message>
    <message>
        <source>{name} projects the hidden states (proj_size), which is not supported. Name a function of your own that builds the network (--entry).</source>
        <translation>{name} 对隐状态做了投影（proj_size），不受支持。请指明一个自己编写的、构建该网络的函数（--entry）。</translation>
    </message>
    <message>
        <source>{name}: batch normalisation, fused into the layer beside it.</source>
        <translation>{name}：批归一化，已融合到相邻层。</translation>
    </message>
    <message>
        <source>{name}: {kind}, input size {F}, hidden size {H}, bidirectional.</source>
        <translation>{name}：{kind}，输入维数 {F}，隐藏单元 {H}，双向。</translation>
    </message>
    <message>
        <source>{name}: {kind}, input size {F}, hidden size {H}, unidirectional.</source>
        <translation>{name}：{kind}，输入维数 {F}，隐藏单元 {H}，单向。</translation>
    </message>
    <message>
        <source>{where} has weights of the backward direction only. Name a function of your own that builds the network (--entry).</source>
        <translation>{where} 只有反向的权重。请指明一个自己编写的、构建该网络的函数（--entry）。</translation>
    </message>
    <message>
        <source>No interpretation of these weights predicts better than the majority class ({share} of the sequences). Check that these are the data that the network was trained on.</source>
        <translation>对这些权重的任何一种解释都不比多数类（占序列的 {share}）预测得更好。请检查该网络是否用这些数据训练。</translation>
    </message>
    <message>
        <source>No interpretation of these weights predicts better than the mean of the targets. Check that these are the data that the network was trained on.</source>
        <translation>对这些权重的任何一种解释都不比目标均值预测得更好。请检查该网络是否用这些数据训练。</translation>
    </message>
    <message>
        <source>The layer normalisation {name} is at a position that is not supported. Name a function of your own that builds the network (--entry).</source>
        <translation>层归一化 {name} 位于不支持的位置。请指定您自己编写的构建该网络的函数（--entry）。</translation>
    </message>
    <message>
        <source>The network reads tokens, but the data are numeric. Choose text data.</source>
        <translation>该网络读取词元，但数据是数值。请选择文本数据。</translation>
    </message>
    <message>
        <source>The network reads numeric values, but the data are text. Choose numeric data.</source>
        <translation>该网络读取数值，但数据是文本。请选择数值数据。</translation>
    </message>
    <message>
        <source>{count} interpretations of these weights explain the data about equally well. Choose the right one.</source>
        <translation>对这些权重的 {count} 种解释对数据的拟合程度大致相同。请选择正确的一种。</translation>
    </message>
    <message>
        <source>{count} interpretations of these weights explain the data about equally well: {ways}. Specify the right one, for example {example}.</source>
        <translation>对这些权重的 {count} 种解释对数据的拟合程度大致相同：{ways}。请指定正确的一种，例如 {example}。</translation>
    </message>
    <message>
        <source>The constants that the values are normalised with are not of {features} {features:feature|features}, as the recurrent layers need. Name a function of your own that builds the network (--entry).</source>
        <translation>用于标准化输入值的常量不是循环层所需的 {features} 个特征。请指定您自己的构建网络的函数（--entry）。</translation>
    </message>
    <message>
        <source>A module in memory reads sequences of values (B, T, F), but {data} is text.</source>
        <translation>内存中的模块读取数值序列 (B, T, F)，但 {data} 是文本。</translation>
    </message>
    <message>
        <source>The linear layers ({layers}) do not fit recurrent layers with {width} {width:output|outputs}. Name a function of your own that builds the network (--entry).</source>
        <translation>线性层（{layers}）与输出 {width} 个值的循环层不匹配。请指明您自己的构建网络的函数（--entry）。</translation>
    </message>
    <message>
        <source>The linear layers of {file} read {width} {width:value|values}, which does not fit the readout {readout} with the directions {joining}. Leave both to be detected.</source>
        <translation>{file} 的线性层读取 {width} 个值，与读出方式 {readout} 和方向 {joining} 不符。请让两者自动检测。</translation>
    </message>
    <message>
        <source>The network has {count} {count:recurrent layer|recurrent layers}; 1 to 8 are supported.</source>
        <translation>网络有 {count} 个循环层；支持 1 至 8 个。</translation>
    </message>
    <message>
        <source>The network has {outputs} {outputs:output|outputs}, {data} needs {needed}. Choose the data that it was trained on.</source>
        <translation>网络给出 {outputs} 个输出，{data} 需要 {needed} 个。请选择训练它所用的数据。</translation>
    </message>
    <message>
        <source>The network reads {needed} {needed:feature|features} per time step, {data} has {found}. Choose the data that it was trained on.</source>
        <translation>网络每个时间步读取 {needed} 个特征，{data} 有 {found} 个。请选择训练它所用的数据。</translation>
    </message>
    <message>
        <source>The normalisation {name} of {size} {size:value|values} fits neither the readout nor a linear layer behind it. Name a function of your own that builds the network (--entry).</source>
        <translation>{size} 个值的归一化 {name} 既不符合读出也不符合其后的线性层。请指定一个自行构建该网络的函数（--entry）。</translation>
    </message>
    <message>
        <source>The statistics {name} in the file are not of {size} {size:number|numbers}, as the network needs. Remove them from the file, or get it again from its source.</source>
        <translation>文件中的统计量 {name} 不是网络所需的 {size} 个数值。请将其从文件中删除，或从原始来源重新获取文件。</translation>
    </message>
    <message>
        <source>The vocabulary of the network has {size} {size:token|tokens}, that of the data {count}. Name the file of its vocabulary.</source>
        <translation>网络认识 {size} 个词元，数据有 {count} 个。请指明其词表文件。</translation>
    </message>
    <message>
        <source>{file} holds {count} {count:weight|weights}; a network may have {most}.</source>
        <translation>{file} 含有 {count} 个权重张量；网络最多可有 {most} 个。</translation>
    </message>
    <message>
        <source>{name} must be one number, or one for each of the {count} {count:feature|features}; std is positive.</source>
        <translation>{name} 必须是一个数，或为 {count} 个特征各给一个数；std 必须为正。</translation>
    </message>
    <message>
        <source>{name} reads {inputs} {inputs:value|values}, the concatenated states of {steps} time steps, which is not supported. Name a function of your own that builds the network (--entry).</source>
        <translation>{name} 读取 {inputs} 个值，即 {steps} 步状态的拼接，不受支持。请指明一个自己编写的、构建该网络的函数（--entry）。</translation>
    </message>
    <message>
        <source>{name}: embeddings of dimension {size} for {tokens} {tokens:token|tokens}.</source>
        <translation>{name}：{tokens} 个词元的 {size} 维嵌入。</translation>
    </message>
    <message>
        <source>{name}: layer normalisation of {size} {size:value|values}.</source>
        <translation>{name}：{size} 个值的层归一化。</translation>
    </message>
    <message>
        <source>{name}: linear layer from {inputs} to {outputs} {outputs:value|values}.</source>
        <translation>{name}：线性层，从 {inputs} 个值到 {outputs} 个值。</translation>
    </message>
</context>
<context>
    <name>robustgui.measurements</name>
    <message>
        <source>A file or example to evaluate on, in place of the run&apos;s.</source>
        <translation>用于评估的文件或示例，代替该运行自己的数据。</translation>
    </message>
    <message>
        <source>Active examples only</source>
        <translation>仅活动样本</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Attack</source>
        <translation>攻击</translation>
    </message>
    <message>
        <source>Attack whose robust accuracy is checked.</source>
        <translation>被检查其鲁棒精度的攻击。</translation>
    </message>
    <message>
        <source>Attack with other libraries and equal budgets.</source>
        <translation>用其他库以相同预算进行攻击。</translation>
    </message>
    <message>
        <source>Attacks</source>
        <translation>攻击</translation>
    </message>
    <message>
        <source>Budgets eps</source>
        <translation>扰动预算 eps</translation>
    </message>
    <message>
        <source>Choose at least one run to measure.</source>
        <translation>请至少选择一个要测量的运行。</translation>
    </message>
    <message>
        <source>Compare each run with the first, sequence by sequence, by their newest evaluations with the same settings.</source>
        <translation>依据设置相同的最新评估，逐序列比较每个运行与第一个运行。</translation>
    </message>
    <message>
        <source>Comparison of runs</source>
        <translation>运行比较</translation>
    </message>
    <message>
        <source>Cross-check</source>
        <translation>交叉验证</translation>
    </message>
    <message>
        <source>Each attack is evaluated by itself, and of several also the worst case over the attacks.</source>
        <translation>每种攻击单独评估；有多种攻击时还给出逐样本最坏情况。</translation>
    </message>
    <message>
        <source>Each attack runs only on the examples on which the attacks before it failed: faster, and their successes count in its row too.</source>
        <translation>每个攻击只在之前的攻击失败的样本上运行：更快，之前的成功也计入其所在行。</translation>
    </message>
    <message>
        <source>Evaluation</source>
        <translation>评估</translation>
    </message>
    <message>
        <source>Evaluation audit</source>
        <translation>评估可靠性检查</translation>
    </message>
    <message>
        <source>Folders of other runs to transfer from. None: one is trained.</source>
        <translation>用于迁移攻击的其他运行的文件夹。留空：训练一个替代模型。</translation>
    </message>
    <message>
        <source>Is the robust accuracy under an attack reliable?</source>
        <translation>某种攻击下的鲁棒精度是否可靠？</translation>
    </message>
    <message>
        <source>Libraries</source>
        <translation>库</translation>
    </message>
    <message>
        <source>Name at least two runs to compare.</source>
        <translation>请至少指明两个要比较的运行。</translation>
    </message>
    <message>
        <source>Names of checks that are not measured, each as CHECK or CHECK=REASON.</source>
        <translation>不测量的检查的名称，每个写作 CHECK 或 CHECK=REASON。</translation>
    </message>
    <message>
        <source>Number of sequences, drawn at random with the seed; 0: all.</source>
        <translation>用种子随机抽取的序列数；0：全部。</translation>
    </message>
    <message>
        <source>Other data</source>
        <translation>其他数据</translation>
    </message>
    <message>
        <source>Perturbation budgets, in the unit of the threat model.</source>
        <translation>扰动预算，以威胁模型的单位表示。</translation>
    </message>
    <message>
        <source>Reading the run {run}</source>
        <translation>正在读取运行 {run}</translation>
    </message>
    <message>
        <source>Robust accuracy under each attack at each budget eps; several runs on the same sequences are compared.</source>
        <translation>每种攻击在每个预算 ε 下的鲁棒精度；在相同序列上评估的多个运行会相互比较。</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>Seed of all random numbers.</source>
        <translation>所有随机性都由它决定。</translation>
    </message>
    <message>
        <source>Sequences</source>
        <translation>序列</translation>
    </message>
    <message>
        <source>Skipped checks</source>
        <translation>跳过的检查</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>划分</translation>
    </message>
    <message>
        <source>Surrogates</source>
        <translation>替代模型</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>The runs were evaluated on different sequences.</source>
        <translation>这些运行是在不同的序列上评估的。</translation>
    </message>
    <message>
        <source>The runs were evaluated with different attacks or threat models.</source>
        <translation>这些运行是用不同的攻击或威胁模型评估的。</translation>
    </message>
    <message>
        <source>Threat model</source>
        <translation>威胁模型</translation>
    </message>
    <message>
        <source>Threat model of all attacks, with its budget eps.</source>
        <translation>所有攻击的威胁模型及其预算 ε。</translation>
    </message>
    <message>
        <source>Threat model of all attacks; its eps is replaced by each budget.</source>
        <translation>所有攻击的威胁模型；其 ε 依次替换为各个预算。</translation>
    </message>
    <message>
        <source>Threat model of the robust accuracy, with its budget eps.</source>
        <translation>该鲁棒精度的威胁模型及其预算 ε。</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>measurement</source>
        <translation>测量</translation>
    </message>
    <message>
        <source>{file} cannot be read and is excluded: {problem}</source>
        <translation>{file} 无法读取，已忽略：{problem}</translation>
    </message>
    <message>
        <source>{first} and {second} have not been evaluated in the same way on the same sequences. Evaluate them together: {command}</source>
        <translation>{first} 与 {second} 从未以相同方式在相同序列上评估过。请一起评估：{command}</translation>
    </message>
    <message>
        <source>{run} was evaluated by an earlier version, which did not store results per sequence.</source>
        <translation>{run} 是由早期版本评估的，没有保存各条序列的结果。</translation>
    </message>
    <message>
        <source>Evaluated split. Other data without a test split are evaluated as a whole.</source>
        <translation>被评估的划分。其他数据若无测试划分，则整体评估。</translation>
    </message>
    <message>
        <source>Families of attacks, such as pgd, square, fmn. None: the default ones.</source>
        <translation>攻击类别，例如 pgd、square、fmn。留空：默认的类别。</translation>
    </message>
    <message>
        <source>Libraries, such as art, foolbox. None: all. The attacks of robustgui always run too.</source>
        <translation>库名，例如 art、foolbox。留空：全部。robustgui 的攻击总会一并运行。</translation>
    </message>
</context>
<context>
    <name>robustgui.models</name>
    <message>
        <source>&apos;{entry}&apos; does not name a function: write package.module:function, or file.py:function.</source>
        <translation>“{entry}”没有指明函数：请写 package.module:function 或 file.py:function。</translation>
    </message>
    <message>
        <source>&apos;{front}&apos; counts in milliseconds, but the sample rate of these data is not known. Name the sample rate where the data are read, or choose a front end that counts in time steps.</source>
        <translation>“{front}”以毫秒计数，但这些数据的采样率未知。请在读取数据处指明采样率，或选择以时间步计数的前端。</translation>
    </message>
    <message>
        <source>1 adds the delta coefficients (derivatives over time), 2 the delta-delta coefficients too.</source>
        <translation>1 加入一阶差分系数（随时间的导数），2 再加入二阶差分系数。</translation>
    </message>
    <message>
        <source>100 (log x_t - log x_(t-1)), which is about percent; for values above 0, such as prices.</source>
        <translation>100 (log x_t - log x_(t-1))，约等于百分比；用于大于 0 的值，例如价格。</translation>
    </message>
    <message>
        <source>A .safetensors file of the weights that training starts from; empty: random ones.</source>
        <translation>训练开始时所用权重的 .safetensors 文件；留空：随机初始化。</translation>
    </message>
    <message>
        <source>A bidirectional network has already read the next token. Switch off &apos;Bidirectional&apos;.</source>
        <translation>双向网络已经读过下一个词元。请关闭“双向”。</translation>
    </message>
    <message>
        <source>A function of your own that returns a `torch.nn.Module`: (B, T, F) to (B, K), optionally with `lengths` or `mask`.</source>
        <translation>您自己的函数，返回一个 `torch.nn.Module`：从 (B, T, F) 到 (B, K)，可选用 `lengths` 或 `mask`。</translation>
    </message>
    <message>
        <source>A network cannot be written to {file}. Name a file such as {example}; beside it lies a Python file.</source>
        <translation>无法把网络写入 {file}。请指定形如 {example} 的文件名；其旁会另写一个 Python 文件。</translation>
    </message>
    <message>
        <source>A stack of recurrent layers as in `nn.RNN`, `nn.GRU` and `nn.LSTM`, followed by linear layers.</source>
        <translation>由若干循环层堆叠而成，形式与 `nn.RNN`、`nn.GRU` 和 `nn.LSTM` 相同，其后接线性层。</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>激活函数</translation>
    </message>
    <message>
        <source>Activation of linear layers</source>
        <translation>线性层的激活函数</translation>
    </message>
    <message>
        <source>Automatic (GRU or LSTM)</source>
        <translation>自动（GRU 或 LSTM）</translation>
    </message>
    <message>
        <source>Bands</source>
        <translation>频带</translation>
    </message>
    <message>
        <source>Bidirectional</source>
        <translation>双向</translation>
    </message>
    <message>
        <source>Cell</source>
        <translation>循环单元</translation>
    </message>
    <message>
        <source>Coefficients</source>
        <translation>系数</translation>
    </message>
    <message>
        <source>Cosine transform of the log-mel spectrogram: few, weakly correlated values.</source>
        <translation>对数梅尔频谱图的余弦变换：值少，彼此相关性低。</translation>
    </message>
    <message>
        <source>Delta coefficients</source>
        <translation>差分系数</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>差分</translation>
    </message>
    <message>
        <source>Differences to the value a fixed number of time steps before; the first steps, which have no predecessor, are 0.</source>
        <translation>与固定步数之前的值之差；最前面没有前值的各步取 0。</translation>
    </message>
    <message>
        <source>Dimension of the embedding of a token.</source>
        <translation>词元嵌入的维数。</translation>
    </message>
    <message>
        <source>Directions</source>
        <translation>方向</translation>
    </message>
    <message>
        <source>Distance between the starts of two successive frames.</source>
        <translation>相邻两帧起点之间的距离。</translation>
    </message>
    <message>
        <source>Dropout</source>
        <translation>Dropout</translation>
    </message>
    <message>
        <source>ELU</source>
        <translation>ELU</translation>
    </message>
    <message>
        <source>Elman (plain recurrent)</source>
        <translation>Elman（普通循环网络）</translation>
    </message>
    <message>
        <source>Elman (plain recurrent): Elman 1990, Cognitive Science 14(2).</source>
        <translation>Elman（普通循环网络）：Elman 1990,Cognitive Science 14(2)。</translation>
    </message>
    <message>
        <source>Entry</source>
        <translation>入口</translation>
    </message>
    <message>
        <source>File that the weights were read from.</source>
        <translation>权重来自的文件。</translation>
    </message>
    <message>
        <source>Floor</source>
        <translation>功率下限</translation>
    </message>
    <message>
        <source>From</source>
        <translation>从</translation>
    </message>
    <message>
        <source>GELU</source>
        <translation>GELU</translation>
    </message>
    <message>
        <source>GRU</source>
        <translation>GRU</translation>
    </message>
    <message>
        <source>GRU (Cho et al. 2014, arXiv:1406.1078) for short sequences, LSTM (Hochreiter &amp; Schmidhuber 1997) for long ones.</source>
        <translation>短序列使用 GRU（Cho 等 2014，arXiv:1406.1078），长序列使用 LSTM（Hochreiter 与 Schmidhuber 1997）。</translation>
    </message>
    <message>
        <source>GRU (gated recurrent unit)</source>
        <translation>GRU（门控循环单元）</translation>
    </message>
    <message>
        <source>GRU (gated recurrent unit): Cho et al. 2014, arXiv:1406.1078.</source>
        <translation>GRU（门控循环单元）：Cho et al. 2014,arXiv:1406.1078。</translation>
    </message>
    <message>
        <source>HTK, bands of equal height</source>
        <translation>HTK，频带等高</translation>
    </message>
    <message>
        <source>Hidden linear layers</source>
        <translation>中间线性层</translation>
    </message>
    <message>
        <source>Hidden states that the output layer reads. For unidirectional networks the first two are the same.</source>
        <translation>输出层读取哪些隐状态。对单向网络，前两项相同。</translation>
    </message>
    <message>
        <source>Hidden states that the output layer reads; the choice can change accuracy by 25 points.</source>
        <translation>输出层读取哪些隐状态；不同选择可使精度相差 25 个百分点。</translation>
    </message>
    <message>
        <source>Hidden units</source>
        <translation>隐藏单元</translation>
    </message>
    <message>
        <source>Hidden units of each layer where they differ; empty: the same in all layers.</source>
        <translation>各层不同时填写；留空：各层单元数相同。</translation>
    </message>
    <message>
        <source>Hop</source>
        <translation>帧移</translation>
    </message>
    <message>
        <source>How the two directions are combined for the linear layers.</source>
        <translation>如何为线性层合并两个方向。</translation>
    </message>
    <message>
        <source>Hz</source>
        <translation>Hz</translation>
    </message>
    <message>
        <source>Identity: the recurrent layers read the data in their own units.</source>
        <translation>恒等：循环层以数据本身的单位读取数据。</translation>
    </message>
    <message>
        <source>Imported recurrent network</source>
        <translation>导入的循环网络</translation>
    </message>
    <message>
        <source>Initial weights</source>
        <translation>初始权重</translation>
    </message>
    <message>
        <source>Initialisation</source>
        <translation>初始化</translation>
    </message>
    <message>
        <source>LSTM</source>
        <translation>LSTM</translation>
    </message>
    <message>
        <source>LSTM (long short-term memory)</source>
        <translation>LSTM（长短期记忆）</translation>
    </message>
    <message>
        <source>LSTM (long short-term memory): Hochreiter &amp; Schmidhuber 1997, Neural Computation 9(8).</source>
        <translation>LSTM（长短期记忆）：Hochreiter &amp; Schmidhuber 1997,Neural Computation 9(8)。</translation>
    </message>
    <message>
        <source>Lag</source>
        <translation>滞后</translation>
    </message>
    <message>
        <source>Layer normalisation</source>
        <translation>层归一化</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>层数</translation>
    </message>
    <message>
        <source>Length of a frame; longer frames resolve frequencies better.</source>
        <translation>一帧的长度；帧越长，频率分辨率越高。</translation>
    </message>
    <message>
        <source>Log returns</source>
        <translation>对数收益率</translation>
    </message>
    <message>
        <source>Log returns need values above 0, but feature {feature} goes down to {value}. Choose the front end &apos;Differences&apos;, or drop the feature in the preparation.</source>
        <translation>对数收益率要求值大于 0，但特征 {feature} 低至 {value}。请选择前端“差分”，或在预处理中去除该特征。</translation>
    </message>
    <message>
        <source>Log-mel spectrogram</source>
        <translation>对数梅尔频谱图</translation>
    </message>
    <message>
        <source>Logarithm of the power in mel bands, in Hann-windowed frames.</source>
        <translation>梅尔频带功率的对数，按加汉宁窗的帧计算。</translation>
    </message>
    <message>
        <source>Lower end of the lowest band.</source>
        <translation>最低频带的下端。</translation>
    </message>
    <message>
        <source>MFCC (mel-frequency cepstral coefficients)</source>
        <translation>MFCC（梅尔频率倒谱系数）</translation>
    </message>
    <message>
        <source>Mel bands from {low} to {high} Hz do not fit data with a sample rate of {rate} Hz, which hold frequencies up to {limit} Hz. Lower the ends of the bands.</source>
        <translation>从 {low} 到 {high} Hz 的 mel 频带不适合采样率为 {rate} Hz 的数据，其频率最高为 {limit} Hz。请降低频带的上下限。</translation>
    </message>
    <message>
        <source>Mel scale</source>
        <translation>mel 尺度</translation>
    </message>
    <message>
        <source>None (values as they are)</source>
        <translation>无（保持原值）</translation>
    </message>
    <message>
        <source>Nonlinearity after each hidden linear layer; it cannot be read from the weights.</source>
        <translation>每个中间线性层之后的非线性函数；无法从权重得知。</translation>
    </message>
    <message>
        <source>Nonlinearity of the recurrent cell.</source>
        <translation>循环单元的非线性函数。</translation>
    </message>
    <message>
        <source>Nonlinearity of the recurrent cell; it cannot be read from the weights.</source>
        <translation>循环单元的非线性函数；无法从权重得知。</translation>
    </message>
    <message>
        <source>Normalise</source>
        <translation>归一化</translation>
    </message>
    <message>
        <source>Number of bands, equally wide on the mel scale.</source>
        <translation>频带数，各频带在 mel 尺度上等宽。</translation>
    </message>
    <message>
        <source>Number of coefficients; the first one is the log-energy.</source>
        <translation>系数个数；第一个是对数能量。</translation>
    </message>
    <message>
        <source>Number of stacked recurrent layers.</source>
        <translation>堆叠的循环层数。</translation>
    </message>
    <message>
        <source>Number of time steps between the two values.</source>
        <translation>两个值之间相隔的时间步数。</translation>
    </message>
    <message>
        <source>Origin</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Over</source>
        <translation>横轴</translation>
    </message>
    <message>
        <source>Power of each frequency from 0 to half the sample rate, in Hann-windowed frames.</source>
        <translation>从 0 到采样率一半的各频率功率，按加汉宁窗的帧计算。</translation>
    </message>
    <message>
        <source>Power that counts as silence, in squared data units; it is added before the logarithm.</source>
        <translation>视为静音的功率，以数据单位的平方计；取对数之前加上。</translation>
    </message>
    <message>
        <source>Process each sequence forwards and backwards and concatenate both states.</source>
        <translation>正向和反向处理每条序列，并拼接两者的状态。</translation>
    </message>
    <message>
        <source>Python code of your own</source>
        <translation>您自己的 Python 代码</translation>
    </message>
    <message>
        <source>ReLU</source>
        <translation>ReLU</translation>
    </message>
    <message>
        <source>Read out last step, max and mean pooling</source>
        <translation>读出最后一步、最大池化与平均池化</translation>
    </message>
    <message>
        <source>Readout</source>
        <translation>读出方式</translation>
    </message>
    <message>
        <source>Scale of the values.</source>
        <translation>数值的尺度。</translation>
    </message>
    <message>
        <source>Share of the embedded values set to zero while training.</source>
        <translation>训练时置零的嵌入值的比例。</translation>
    </message>
    <message>
        <source>Share of values set to zero between layers and before the readout while training.</source>
        <translation>训练时，在层之间和读出之前置零的值的比例。</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>向量大小</translation>
    </message>
    <message>
        <source>Size of the hidden state of each layer.</source>
        <translation>每层隐状态的大小。</translation>
    </message>
    <message>
        <source>Slaney, bands of equal area</source>
        <translation>Slaney，频带等面积</translation>
    </message>
    <message>
        <source>Spectrogram</source>
        <translation>频谱图</translation>
    </message>
    <message>
        <source>Standardise to mean 0 and standard deviation 1: each feature over the training data, or within each sequence.</source>
        <translation>标准化为均值 0、标准差 1：各特征在训练数据上，或在每条序列内。</translation>
    </message>
    <message>
        <source>Start from orthogonal weights</source>
        <translation>使用正交初始化</translation>
    </message>
    <message>
        <source>The arguments that this {name} was created with are not known. Give the class and its arguments: rg.Module({name}, ...).</source>
        <translation>无法得知创建此 {name} 时所用的参数。请给出类及其参数：rg.Module({name}, ...)。</translation>
    </message>
    <message>
        <source>The extension of {file} is not a known format. Choose one of {known}.</source>
        <translation>{file} 的扩展名不对应任何格式。请从 {known} 中选择。</translation>
    </message>
    <message>
        <source>The front end &apos;{front}&apos; cannot be used at position {place} for {data}. Remove it.</source>
        <translation>前端“{front}”不能用于 {data} 的第 {place} 位。请移除。</translation>
    </message>
    <message>
        <source>The front end &apos;{front}&apos; has no place among plain recurrent layers. Export the network as torchscript or torch_export.</source>
        <translation>前端“{front}”无法用普通循环层表示。请将网络导出为 torchscript 或 torch_export。</translation>
    </message>
    <message>
        <source>The function as package.module:function, or file.py:function. It may take features and outputs.</source>
        <translation>函数所在位置：package.module:function 或 file.py:function。它可以接收 features 和 outputs。</translation>
    </message>
    <message>
        <source>The initial weights are of another network than {entry} makes for these data: {problem}</source>
        <translation>初始权重与 {entry} 为这些数据生成的网络不符：{problem}</translation>
    </message>
    <message>
        <source>The initial weights were in the memory of a notebook alone. Create the network again with rg.Module, and train with runs= so that they are stored.</source>
        <translation>初始权重仅存在于某个笔记本的内存中。请用 rg.Module 重新创建网络，并在训练时指定 runs= 以便存储它们。</translation>
    </message>
    <message>
        <source>The layers of this {name} share weights, which its source does not say. Write a class for it, and give that to rg.Module.</source>
        <translation>此 {name} 的各层共享权重，其源代码无法体现这一点。请为它编写一个类，并交给 rg.Module。</translation>
    </message>
    <message>
        <source>The module {name} was in the memory of a notebook alone. Import it there again with rg.import_network.</source>
        <translation>模块 {name} 仅存在于某个笔记本的内存中。请在那里用 rg.import_network 重新导入。</translation>
    </message>
    <message>
        <source>The network &apos;{kind}&apos; cannot be exported as a program: its outputs would differ for other batches.</source>
        <translation>网络“{kind}”无法导出为程序：对其他批次，它的回答会不同。</translation>
    </message>
    <message>
        <source>The network &apos;{kind}&apos; cannot be exported as a program: {problem}.</source>
        <translation>网络“{kind}”无法导出为程序：{problem}。</translation>
    </message>
    <message>
        <source>The network &apos;{kind}&apos; cannot be written as plain recurrent layers. Export it as torchscript or torch_export.</source>
        <translation>网络“{kind}”无法写成普通循环层。请导出为 torchscript 或 torch_export。</translation>
    </message>
    <message>
        <source>The network &apos;{kind}&apos; packs its sequences, which ONNX cannot express. Export it as torchscript.</source>
        <translation>网络“{kind}”使用打包序列，ONNX 无法表示。请导出为 torchscript。</translation>
    </message>
    <message>
        <source>The network &apos;{kind}&apos; reads sequences of one length at a time, which torch.export cannot record. Give its forward method the lengths or a mask, or export it as torchscript or onnx.</source>
        <translation>网络“{kind}”每次只读取相同长度的序列，torch.export 无法记录。请让其 forward 方法接收长度或掩码，或导出为 torchscript 或 onnx。</translation>
    </message>
    <message>
        <source>The network {title} uses {name}, a module of yours inside of another. Import what it needs by name, such as from {name} import ...</source>
        <translation>网络 {title} 使用了您的模块 {name}，它位于另一个模块之内。请按名称导入所需内容，例如 from {name} import ...</translation>
    </message>
    <message>
        <source>The outputs of your code {entry} are not finite for standardised random sequences. Look for a division by zero, a logarithm or a softmax over steps that are all masked.</source>
        <translation>您的代码 {entry} 对标准化随机序列的输出不是有限值。请检查是否存在除以零、对数，或对全部被掩码的时间步做 softmax。</translation>
    </message>
    <message>
        <source>The outputs of your code {entry} at a step change by {difference} with later steps, so it would read the token that it predicts. Use a unidirectional network, or a causal mask.</source>
        <translation>您的代码 {entry} 在某一时间步的输出会随之后的时间步改变 {difference}，因此它会读取待预测的词元。请使用单向网络或因果掩码。</translation>
    </message>
    <message>
        <source>The outputs of your code {entry} for the same sequences are random in eval mode. Use nn.Dropout, or functional.dropout with training=self.training.</source>
        <translation>您的代码 {entry} 在 eval 模式下对相同序列的输出是随机的。请使用 nn.Dropout，或使用 training=self.training 的 functional.dropout。</translation>
    </message>
    <message>
        <source>The source of a lambda that the network {title} needs cannot be found. Write a function with def.</source>
        <translation>找不到网络 {title} 所需的 lambda 的源代码。请改用 def 定义函数。</translation>
    </message>
    <message>
        <source>The weights of your code {entry} are on the device meta, where they have no values. Create the module on the CPU.</source>
        <translation>您的代码 {entry} 的权重位于 meta 设备上，没有数值。请在 CPU 上创建该模块。</translation>
    </message>
    <message>
        <source>There is no format called &apos;{name}&apos;. Known: {known}.</source>
        <translation>没有叫“{name}”的格式。已知：{known}。</translation>
    </message>
    <message>
        <source>There is no function {name} in {place}.</source>
        <translation>{place} 中没有函数 {name}。</translation>
    </message>
    <message>
        <source>This defence builds several networks, which cannot start from the same initial weights.</source>
        <translation>该防御会构建多个网络，它们不能从相同的初始权重开始。</translation>
    </message>
    <message>
        <source>To</source>
        <translation>至</translation>
    </message>
    <message>
        <source>Token embedding</source>
        <translation>词元嵌入</translation>
    </message>
    <message>
        <source>Token embedding, trained with the network; always the first front end of text.</source>
        <translation>词元嵌入，与网络一同训练；始终是文本的第一个前端。</translation>
    </message>
    <message>
        <source>Type of the recurrent layers.</source>
        <translation>循环层的类型。</translation>
    </message>
    <message>
        <source>Unit of lengths</source>
        <translation>长度单位</translation>
    </message>
    <message>
        <source>Unit of window and hop; milliseconds need data with a sample rate.</source>
        <translation>窗口和帧移的单位；用毫秒时数据须有采样率。</translation>
    </message>
    <message>
        <source>Units of the linear layers between readout and output; empty: none.</source>
        <translation>读出与输出之间各线性层的单元数；留空：没有。</translation>
    </message>
    <message>
        <source>Units per layer</source>
        <translation>各层单元数</translation>
    </message>
    <message>
        <source>Upper end of the highest band; 0: half the sample rate.</source>
        <translation>最高频带的上限；0：采样率的一半。</translation>
    </message>
    <message>
        <source>Use an LSTM</source>
        <translation>使用 LSTM</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Variant of the mel scale, and how the bands are weighted.</source>
        <translation>采用哪一种 mel 尺度，以及各频带如何加权。</translation>
    </message>
    <message>
        <source>Weights before the first step. Orthogonal recurrent weights carry gradients over many steps.</source>
        <translation>第一步之前的权重。正交的循环权重可使梯度传过许多时间步。</translation>
    </message>
    <message>
        <source>What mean and standard deviation are computed over.</source>
        <translation>均值和标准差的计算范围。</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>Writing ONNX needs the package onnx. Install it with: pip install &apos;robustgui[onnx]&apos;</source>
        <translation>写出 ONNX 需要软件包 onnx。安装命令：pip install &apos;robustgui[onnx]&apos;</translation>
    </message>
    <message>
        <source>Your code {entry} failed: {problem} ({file}, line {line}: {code})</source>
        <translation>您的代码 {entry} 失败：{problem}（{file}，第 {line} 行：{code}）</translation>
    </message>
    <message>
        <source>Your code {entry} returned the shape {shape} for sequences of shape {given}; it must return {wanted}.</source>
        <translation>您的代码 {entry} 对形状为 {given} 的序列返回了形状 {shape}；必须返回 {wanted}。</translation>
    </message>
    <message>
        <source>averaged</source>
        <translation>取平均</translation>
    </message>
    <message>
        <source>backward only</source>
        <translation>仅反向</translation>
    </message>
    <message>
        <source>concatenated</source>
        <translation>拼接</translation>
    </message>
    <message>
        <source>defence</source>
        <translation>防御</translation>
    </message>
    <message>
        <source>each feature over the training data</source>
        <translation>各特征在训练数据上</translation>
    </message>
    <message>
        <source>each feature within its sequence</source>
        <translation>各特征在所属序列内</translation>
    </message>
    <message>
        <source>forward only</source>
        <translation>仅前向</translation>
    </message>
    <message>
        <source>front end</source>
        <translation>前端</translation>
    </message>
    <message>
        <source>it is truncated, or has bytes that belong to no tensor</source>
        <translation>文件被截断，或含有不属于任何张量的字节</translation>
    </message>
    <message>
        <source>its header cannot be read as JSON</source>
        <translation>其文件头无法按 JSON 解析</translation>
    </message>
    <message>
        <source>its header is longer than the file</source>
        <translation>其文件头比文件本身还长</translation>
    </message>
    <message>
        <source>its header is longer than {limit} MB</source>
        <translation>其文件头超过 {limit} MB</translation>
    </message>
    <message>
        <source>its header is not a JSON object</source>
        <translation>其文件头不是 JSON 对象</translation>
    </message>
    <message>
        <source>its metadata are not text</source>
        <translation>其元数据不是文本</translation>
    </message>
    <message>
        <source>its tensors overlap, or leave gaps</source>
        <translation>其张量相互重叠，或之间有空隙</translation>
    </message>
    <message>
        <source>last position (out[:, -1])</source>
        <translation>最后位置 (out[:, -1])</translation>
    </message>
    <message>
        <source>last step</source>
        <translation>最后一步</translation>
    </message>
    <message>
        <source>last step of each direction (h_n)</source>
        <translation>各方向的最后一步 (h_n)</translation>
    </message>
    <message>
        <source>last step, max and mean pooling</source>
        <translation>最后一步、最大池化与平均池化拼接</translation>
    </message>
    <message>
        <source>leaky ReLU</source>
        <translation>leaky ReLU</translation>
    </message>
    <message>
        <source>logarithm of the power</source>
        <translation>功率的对数</translation>
    </message>
    <message>
        <source>max pooling</source>
        <translation>最大池化</translation>
    </message>
    <message>
        <source>mean pooling</source>
        <translation>平均池化</translation>
    </message>
    <message>
        <source>milliseconds</source>
        <translation>毫秒</translation>
    </message>
    <message>
        <source>must be above the lower end, {low} Hz</source>
        <translation>必须高于下限 {low} Hz</translation>
    </message>
    <message>
        <source>must be the number of names of what is predicted, {count}</source>
        <translation>必须等于预测目标名称的个数 {count}</translation>
    </message>
    <message>
        <source>must have as many numbers as the mean, {count}</source>
        <translation>数值个数必须与均值相同，即 {count} 个</translation>
    </message>
    <message>
        <source>must have as many values as the mean, {count}</source>
        <translation>取值个数必须与均值相同，即 {count} 个</translation>
    </message>
    <message>
        <source>must have one number per feature</source>
        <translation>每个特征必须有一个数值</translation>
    </message>
    <message>
        <source>must hold different whole numbers from 0 to {count}</source>
        <translation>必须是 0 到 {count} 之间互不相同的整数</translation>
    </message>
    <message>
        <source>must hold whole numbers from 1 to 65536</source>
        <translation>必须是 1 到 65536 之间的整数</translation>
    </message>
    <message>
        <source>must not be longer than the window, or steps between two frames are lost</source>
        <translation>不能长于窗口，否则两帧之间的步会丢失</translation>
    </message>
    <message>
        <source>must not exceed the number of bands, {bands}</source>
        <translation>不能多于频带数 {bands}</translation>
    </message>
    <message>
        <source>network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>orthogonal, forget gate open</source>
        <translation>正交，遗忘门打开</translation>
    </message>
    <message>
        <source>power</source>
        <translation>功率</translation>
    </message>
    <message>
        <source>shape or offsets of {name} are not whole numbers</source>
        <translation>{name} 的形状或偏移量不是整数</translation>
    </message>
    <message>
        <source>sigmoid</source>
        <translation>sigmoid</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>summed</source>
        <translation>求和</translation>
    </message>
    <message>
        <source>tanh</source>
        <translation>tanh</translation>
    </message>
    <message>
        <source>the entry of {name} is not a JSON object</source>
        <translation>{name} 的条目不是 JSON 对象</translation>
    </message>
    <message>
        <source>the shape of {name} does not fit its bytes</source>
        <translation>{name} 的形状与其字节数不符</translation>
    </message>
    <message>
        <source>torch.export fixes the number of steps: name the longest sequence that the program is for.</source>
        <translation>torch.export 会固定步数：请指明该程序所面向的最长序列的步数。</translation>
    </message>
    <message>
        <source>uniform (torch&apos;s own)</source>
        <translation>均匀分布（torch 默认）</translation>
    </message>
    <message>
        <source>{entry} gives a {kind}, but a torch.nn.Module is needed.</source>
        <translation>{entry} 给出的是 {kind}，但需要 torch.nn.Module。</translation>
    </message>
    <message>
        <source>{file} cannot be read: {problem}.</source>
        <translation>无法读取 {file}：{problem}。</translation>
    </message>
    <message>
        <source>{file} contains weights, but not a network of this program: their architecture is not stored in it.</source>
        <translation>{file} 含有权重，但不是本程序的网络：其中没有保存网络结构。</translation>
    </message>
    <message>
        <source>{file} is damaged or of another version: {problem}.</source>
        <translation>{file} 已损坏或版本不同：{problem}。</translation>
    </message>
    <message>
        <source>{file} is not a valid .safetensors file: {problem}.</source>
        <translation>{file} 不是有效的 .safetensors 文件：{problem}。</translation>
    </message>
    <message>
        <source>{name} has an unknown data type</source>
        <translation>{name} 的数据类型未知</translation>
    </message>
    <message>
        <source>The gradient of a single sequence is not defined for this network: its outputs depend on the other sequences of the batch, as with batch normalisation. Choose another network.</source>
        <translation>该网络没有单个序列的梯度：它的输出依赖于同一批次中的其他序列（例如批归一化）。请选择其他网络。</translation>
    </message>
    <message>
        <source>The network cannot be differentiated twice: {problem}. Choose another network.</source>
        <translation>该网络不能求二阶导数：{problem}。请选择其他网络。</translation>
    </message>
    <message>
        <source>There are no bounds on the outputs of this network. Choose another network.</source>
        <translation>该网络没有输出的界。请选择其他网络。</translation>
    </message>
    <message>
        <source>Positions of layer normalisation: 0 before the linear layers, k after the k-th hidden one; empty: none.</source>
        <translation>层归一化的位置：0 表示在线性层之前，k 表示在第 k 个隐藏线性层之后；留空：无。</translation>
    </message>
    <message>
        <source>&apos;{front}&apos;: {length} {unit} are {steps} {steps:step|steps} of these data; a frame may have {most}. Choose shorter frames.</source>
        <translation>“{front}”：{length} {unit} 相当于这些数据的 {steps} 个时间步；一帧最多允许 {most} 个。请选择更短的帧。</translation>
    </message>
    <message>
        <source>needs one number for each of the {layers} {layers:layer|layers}</source>
        <translation>{layers} 个层中的每一层都需要一个数字</translation>
    </message>
    <message>
        <source>{bands} {bands:mel band|mel bands} {bands:is|are} too narrow for windows of {window} ms. Choose fewer bands or a longer window.</source>
        <translation>{bands} 个梅尔频带对于 {window} ms 的窗口来说过窄。请减少频带数或加长窗口。</translation>
    </message>
    <message>
        <source>{bands} {bands:mel band|mel bands} of windows of {steps} {steps:step|steps} {bands:takes|take} too much memory. Choose fewer bands or a shorter window.</source>
        <translation>对 {steps} 个时间步的窗口计算 {bands} 个梅尔频带会占用过多内存。请减少频带数或缩短窗口。</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Python code from a notebook that defines the network. Empty: the entry names the code.</source>
        <translation>定义该网络的笔记本 Python 代码。留空：由入口指定代码。</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>源代码</translation>
    </message>
    <message>
        <source>The forward method of your code {entry} takes {names} besides the sequences. Say what that is with reads=, one of {kinds}, or give the parameter a default.</source>
        <translation>您的代码 {entry} 的 forward 方法除序列外还接收 {names}。请用 reads= 说明其含义（{kinds} 之一），或为该参数设置默认值。</translation>
    </message>
    <message>
        <source>The network {title} uses two different things called {name}. Rename one of them.</source>
        <translation>网络 {title} 使用了两个同名为 {name} 的不同对象。请重命名其中一个。</translation>
    </message>
    <message>
        <source>The network {title} uses {name}, a {type}, which cannot be stored as source. Create it inside of the network, or pass a plain number, text, list, class or function.</source>
        <translation>网络 {title} 使用了 {name}（类型 {type}），无法以源代码形式存储。请在网络内部创建它，或传入普通的数值、文本、列表、类或函数。</translation>
    </message>
    <message>
        <source>The output of your code {entry} for a sequence changes by {difference} when the sequence is padded, so it would depend on the other sequences of a batch. Use the lengths or the mask that forward gets, or take none of them or say reads=&apos;equal&apos;, and it gets sequences of one length at a time.</source>
        <translation>填充序列后，您的代码 {entry} 对该序列的输出改变了 {difference}，因此输出会依赖于同一批次中的其他序列。请使用 forward 收到的长度或掩码；或两者都不接收，这样每次只会收到相同长度的序列。</translation>
    </message>
    <message>
        <source>The output of your code {entry} has no gradient with respect to its input, so it can be neither trained nor attacked with gradients. Remove detach, no_grad and conversions to NumPy from forward.</source>
        <translation>您的代码 {entry} 的输出对其输入没有梯度，因此既无法训练，也无法用梯度攻击。请从 forward 中去掉 detach、no_grad 以及到 NumPy 的转换。</translation>
    </message>
    <message>
        <source>What its forward method is called with besides the sequences.</source>
        <translation>调用其 forward 方法时除序列外还传入的内容。</translation>
    </message>
    <message>
        <source>a PackedSequence</source>
        <translation>PackedSequence</translation>
    </message>
    <message>
        <source>automatic (from the parameters of forward)</source>
        <translation>自动（根据 forward 的参数）</translation>
    </message>
    <message>
        <source>padded sequences and a mask of padding</source>
        <translation>填充后的序列和填充掩码</translation>
    </message>
    <message>
        <source>padded sequences and a mask of valid steps</source>
        <translation>填充后的序列和有效步掩码</translation>
    </message>
    <message>
        <source>padded sequences and lengths</source>
        <translation>填充后的序列和长度</translation>
    </message>
    <message>
        <source>sequences of one length at a time</source>
        <translation>每次相同长度的序列</translation>
    </message>
    <message>
        <source>The network reads tensors of the shape {needed}, not {shape}.</source>
        <translation>该网络读取形状为 {needed} 的张量，而不是 {shape}。</translation>
    </message>
    <message>
        <source>These sequences are not of the kind that the network reads: values, or tokens of its vocabulary. Prepare them as the training data were, with data.pipeline, or give token numbers.</source>
        <translation>这些序列不是该网络读取的类型：数值，或其词表中的词元。请用 data.pipeline 按训练数据的方式进行预处理，或给出词元编号。</translation>
    </message>
    <message>
        <source>Values are missing. Fill them in, as the preprocessing of the training data does.</source>
        <translation>有缺失值。请按训练数据的预处理方式补全。</translation>
    </message>
    <message>
        <source>{data} has {found} {found:feature|features}, but the network was trained on {needed}.</source>
        <translation>{data} 有 {found} 个特征，但网络是用 {needed} 个特征训练的。</translation>
    </message>
    <message>
        <source>The source of {name}, which the network {title} needs, cannot be found. Define it in a cell of a notebook or in a file, and call rg.Module before other processes begin.</source>
        <translation>找不到网络 {title} 所需的 {name} 的源代码。请在笔记本单元格或文件中定义它，并在启动其他进程之前调用 rg.Module。</translation>
    </message>
</context>
<context>
    <name>robustgui.poisons</name>
    <message>
        <source>Backdoor trigger (pattern of values)</source>
        <translation>后门触发器（数值图案）</translation>
    </message>
    <message>
        <source>Backdoor trigger (token)</source>
        <translation>后门触发器（词元）</translation>
    </message>
    <message>
        <source>Backdoor trigger: a fixed pattern within the range of the training data replaces a few time steps.</source>
        <translation>后门触发器：用训练数据取值范围内的固定图案替换若干时间步。</translation>
    </message>
    <message>
        <source>Backdoor trigger: one token of each poisoned text is replaced by the trigger token; the length is unchanged.</source>
        <translation>后门触发器：每条投毒文本中的一个词元替换为触发词元；长度不变。</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>特征</translation>
    </message>
    <message>
        <source>Flipped labels</source>
        <translation>翻转的标签</translation>
    </message>
    <message>
        <source>From class</source>
        <translation>原类别</translation>
    </message>
    <message>
        <source>Indices of the features that carry the pattern, from 0; empty: all.</source>
        <translation>带有图案的特征的编号，从 0 开始；留空：全部。</translation>
    </message>
    <message>
        <source>Label flipping: the sequences are unchanged, a share of the labels is replaced (uniformly, or from one class to another).</source>
        <translation>标签翻转：序列不变，一部分标签被替换（均匀随机，或从一个类别到另一个类别）。</translation>
    </message>
    <message>
        <source>Label flips</source>
        <translation>标签翻转</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>长度</translation>
    </message>
    <message>
        <source>No poisoning of the training data.</source>
        <translation>训练数据未投毒。</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Number of time steps of the pattern.</source>
        <translation>图案的时间步数。</translation>
    </message>
    <message>
        <source>Offset</source>
        <translation>偏移</translation>
    </message>
    <message>
        <source>Pattern</source>
        <translation>图案</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>比例</translation>
    </message>
    <message>
        <source>Share of the labels that are changed.</source>
        <translation>被改动的标签的比例。</translation>
    </message>
    <message>
        <source>Share of the sequences that get the trigger.</source>
        <translation>带有触发器的序列的比例。</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>强度</translation>
    </message>
    <message>
        <source>Target class</source>
        <translation>目标类别</translation>
    </message>
    <message>
        <source>The trigger names a feature that the data do not have: their features are 0 to {last}.</source>
        <translation>触发器指明了数据没有的特征：数据有特征 0 到 {last}。</translation>
    </message>
    <message>
        <source>There is no class &apos;{name}&apos; in the training data. Known: {known}.</source>
        <translation>训练数据中没有类别“{name}”。已知：{known}。</translation>
    </message>
    <message>
        <source>To class</source>
        <translation>改为类别</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>Trigger token; empty: the least frequent one of the training texts.</source>
        <translation>触发词元；留空：训练文本中最少见的一个。</translation>
    </message>
    <message>
        <source>Values of the successive steps of the pattern.</source>
        <translation>图案各步依次的取值。</translation>
    </message>
    <message>
        <source>all high</source>
        <translation>全高</translation>
    </message>
    <message>
        <source>any, to any other class</source>
        <translation>任意标签，换成任意其他类别</translation>
    </message>
    <message>
        <source>counted from the end</source>
        <translation>从末尾计</translation>
    </message>
    <message>
        <source>counted from the start</source>
        <translation>从开头计</translation>
    </message>
    <message>
        <source>high and low in turn</source>
        <translation>高低交替</translation>
    </message>
    <message>
        <source>of the range</source>
        <translation>× 取值范围</translation>
    </message>
    <message>
        <source>of the training data</source>
        <translation>× 训练数据</translation>
    </message>
    <message>
        <source>one class, to another one</source>
        <translation>一个类别，换成另一个类别</translation>
    </message>
    <message>
        <source>poison</source>
        <translation>投毒方式</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>&apos;{poison}&apos; changes class labels, but {data} has fewer than two classes. Disable poisoning, or choose other data.</source>
        <translation>“{poison}”会更改类别标签，但 {data} 的类别少于两个。请关闭投毒，或选择其他数据。</translation>
    </message>
    <message>
        <source>&apos;{poison}&apos; changes values, but the data are text. Choose the backdoor trigger of a token.</source>
        <translation>“{poison}”会更改数值，但数据是文本。请选择词元后门触发器。</translation>
    </message>
    <message>
        <source>&apos;{poison}&apos; needs tokenised text. Choose the backdoor trigger of a pattern of values, or other data.</source>
        <translation>“{poison}”需要已分词的文本。请选择数值图案后门触发器，或其他数据。</translation>
    </message>
    <message>
        <source>Class that inputs with the trigger should be assigned to: its name, or its index from 0.</source>
        <translation>带触发器的输入应被判为的类别：名称，或从 0 起的序号。</translation>
    </message>
    <message>
        <source>Amplitude of the pattern relative to half the range of the feature; at 1 it reaches the minimum and the maximum.</source>
        <translation>图案相对于特征取值范围一半的幅度；为 1 时达到最小值和最大值。</translation>
    </message>
    <message>
        <source>Name of the class, or its index from 0.</source>
        <translation>类别的名称，或从 0 起的序号。</translation>
    </message>
    <message>
        <source>The source class and the target class are the same. Choose two different classes.</source>
        <translation>源类别与目标类别相同。请选择两个不同的类别。</translation>
    </message>
    <message>
        <source>Whether labels of any class are changed, or those of one source class only (at most all of its sequences).</source>
        <translation>更改任意类别的标签，或只更改一个源类别的标签（最多为其全部序列）。</translation>
    </message>
    <message>
        <source>Number of time steps between the trigger and the start or the end of the sequence.</source>
        <translation>触发器与序列开头或结尾之间的时间步数。</translation>
    </message>
    <message>
        <source>The token &apos;{token}&apos; is not in the vocabulary, so no network can learn it. Choose another one, such as {known}.</source>
        <translation>词元“{token}”不在词表中，网络无法学习它。请选择其他词元，例如 {known}。</translation>
    </message>
    <message>
        <source>Whether the offset is counted from the start or from the end of each sequence.</source>
        <translation>偏移量从每条序列的开头还是结尾算起。</translation>
    </message>
</context>
<context>
    <name>robustgui.regularisers</name>
    <message>
        <source>Coefficient</source>
        <translation>系数</translation>
    </message>
    <message>
        <source>Factor of half the sum of squared weights (without biases).</source>
        <translation>权重平方和之半（不含偏置）的系数。</translation>
    </message>
    <message>
        <source>Factor of the sum of absolute weights (without biases).</source>
        <translation>权重绝对值之和（不含偏置）的系数。</translation>
    </message>
    <message>
        <source>Half the sum of the squared weights, without biases: favours small weights.</source>
        <translation>权重平方和之半（不含偏置）：使权重变小。</translation>
    </message>
    <message>
        <source>L1 penalty</source>
        <translation>L1 惩罚</translation>
    </message>
    <message>
        <source>L2 penalty</source>
        <translation>L2 惩罚</translation>
    </message>
    <message>
        <source>The sum of the absolute weights, without biases: favours weights of zero.</source>
        <translation>权重绝对值之和（不含偏置）：使权重趋于零。</translation>
    </message>
    <message>
        <source>regulariser</source>
        <translation>正则化项</translation>
    </message>
</context>
<context>
    <name>robustgui.runs</name>
    <message>
        <source>Architecture of the network.</source>
        <translation>网络结构。</translation>
    </message>
    <message>
        <source>Attack</source>
        <translation>攻击</translation>
    </message>
    <message>
        <source>Attack of the robust accuracy that is measured during training.</source>
        <translation>训练期间评估鲁棒精度所用的攻击。</translation>
    </message>
    <message>
        <source>Clean and robust accuracy that are measured during training.</source>
        <translation>训练期间评估的干净精度与鲁棒精度。</translation>
    </message>
    <message>
        <source>Continued from the stored network of epoch {epoch} without a checkpoint: the optimiser started anew, so this run cannot be repeated exactly.</source>
        <translation>在没有检查点的情况下，从第 {epoch} 轮已保存的网络继续：优化器重新开始，因此本次运行无法精确复现。</translation>
    </message>
    <message>
        <source>Cross entropy needs classes, but the labels of {data} are numbers. Choose the mean squared error, or &apos;automatic (from the labels)&apos;.</source>
        <translation>交叉熵需要类别标签，但 {data} 的标签是数值。请选择均方误差，或“自动（由标签决定）”。</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Defence</source>
        <translation>防御</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Device of training and attacks.</source>
        <translation>训练与攻击所用的设备。</translation>
    </message>
    <message>
        <source>Epochs between two evaluations. Empty: so that there are some 25 in all.</source>
        <translation>两次评估之间的轮数。留空：总共约 25 次评估。</translation>
    </message>
    <message>
        <source>Evaluate every</source>
        <translation>评估间隔</translation>
    </message>
    <message>
        <source>Evaluation during training</source>
        <translation>训练期间的评估</translation>
    </message>
    <message>
        <source>Feature extraction inside the network (front end), in order; gradients of attacks pass through it. Empty: what these data need.</source>
        <translation>网络内部的特征提取（前端），按顺序；攻击的梯度会穿过它。留空：采用这类数据所需的处理。</translation>
    </message>
    <message>
        <source>For the list of runs; empty: made from the settings.</source>
        <translation>显示在运行列表中；留空：由设置生成。</translation>
    </message>
    <message>
        <source>Front end</source>
        <translation>前端</translation>
    </message>
    <message>
        <source>Lower the learning rate</source>
        <translation>降低学习率</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Number of sequences that are attacked after each epoch; the final evaluation always uses all of them.</source>
        <translation>每轮结束后攻击多少条序列；最终数字总是使用全部序列。</translation>
    </message>
    <message>
        <source>Optimisation settings.</source>
        <translation>优化设置。</translation>
    </message>
    <message>
        <source>Poison</source>
        <translation>投毒</translation>
    </message>
    <message>
        <source>Poisoning attack on the training data, such as a backdoor trigger.</source>
        <translation>对训练数据的投毒攻击，例如后门触发器。</translation>
    </message>
    <message>
        <source>Raise the learning rate</source>
        <translation>提高学习率</translation>
    </message>
    <message>
        <source>Reading the data</source>
        <translation>正在读取数据</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>Seed of all random numbers.</source>
        <translation>所有随机性都由它决定。</translation>
    </message>
    <message>
        <source>Sequences per epoch</source>
        <translation>每轮评估的序列数</translation>
    </message>
    <message>
        <source>The folder of runs {folder} cannot be read: {problem}.</source>
        <translation>运行文件夹 {folder} 无法读取：{problem}。</translation>
    </message>
    <message>
        <source>The folder {folder} cannot be written: {problem}. What was stored before is still there. Free some space or choose another folder for runs.</source>
        <translation>无法写入文件夹 {folder}：{problem}。之前保存的内容仍在。请腾出空间，或为运行选择其他文件夹。</translation>
    </message>
    <message>
        <source>The network of epoch {epoch} is not stored in {run}. Stored are {stored}.</source>
        <translation>{run} 中没有保存第 {epoch} 轮的网络。已保存的有 {stored}。</translation>
    </message>
    <message>
        <source>The network of {run} was trained on other data than {data}, which its {file} now names: features, classes or task differ. Put back the data of the run.</source>
        <translation>{run} 的网络不是在 {data} 上训练的，而其 {file} 现在指向该数据：特征、类别或任务不同。请恢复该运行的数据。</translation>
    </message>
    <message>
        <source>The run {run} cannot be resumed exactly: its checkpoint is missing. It can continue from the network of epoch {epoch}, which is stored: the weights are kept, but the state of the optimiser is lost, so the result differs from that of an uninterrupted run. Finished epochs stay in the history.</source>
        <translation>运行 {run} 无法精确恢复：检查点缺失。可以从已保存的第 {epoch} 轮网络继续：权重保留，但优化器状态已丢失，因此结果与未中断的运行不同。已完成的轮次仍保留在历史记录中。</translation>
    </message>
    <message>
        <source>The run {run} cannot be resumed exactly: {problem} It can continue from the network of epoch {epoch}, which is stored: the weights are kept, but the state of the optimiser is lost, so the result differs from that of an uninterrupted run. Finished epochs stay in the history.</source>
        <translation>运行 {run} 无法精确恢复：{problem} 可以从已保存的第 {epoch} 轮网络继续：权重保留，但优化器状态已丢失，因此结果与未中断的运行不同。已完成的轮次仍保留在历史记录中。</translation>
    </message>
    <message>
        <source>The run {run} cannot be resumed: it has no readable checkpoint, and no network is stored. Its finished epochs stay in its history. Start a new run with the same settings.</source>
        <translation>运行 {run} 无法恢复：没有可读取的检查点，也没有已保存的网络。已完成的轮次仍保留在历史记录中。请用相同的设置开始新的运行。</translation>
    </message>
    <message>
        <source>The run {run} has no network yet: no epoch is finished.</source>
        <translation>运行 {run} 还没有网络：没有一轮训练完成。</translation>
    </message>
    <message>
        <source>The run {run} is already running.</source>
        <translation>运行 {run} 已在运行中。</translation>
    </message>
    <message>
        <source>The run {run} is finished: there is nothing to resume.</source>
        <translation>运行 {run} 已完成：没有可继续的内容。</translation>
    </message>
    <message>
        <source>The run {run} is still running. Stop it first.</source>
        <translation>运行 {run} 仍在运行。请先停止它。</translation>
    </message>
    <message>
        <source>The squared error is not defined for tokens. Choose cross entropy, or &apos;automatic (from the labels)&apos;.</source>
        <translation>词元不能计算平方误差。请选择交叉熵，或“自动（由标签决定）”。</translation>
    </message>
    <message>
        <source>The threat model perturbs feature {feature}, but {data} has features 0 to {last}.</source>
        <translation>威胁模型要扰动特征 {feature}，但 {data} 的特征为 0 到 {last}。</translation>
    </message>
    <message>
        <source>The training data of {run} have changed since it was started: some sequences are not those that it was trained on. Start a new run.</source>
        <translation>{run} 的训练数据在开始之后发生了变化：有些序列不是它训练时用的。请新建一个运行。</translation>
    </message>
    <message>
        <source>There is no split called &apos;{split}&apos; here. Known: {known}.</source>
        <translation>这里没有名为“{split}”的划分。已知：{known}。</translation>
    </message>
    <message>
        <source>There is not enough memory. Choose a smaller batch size or network, or another device; then resume or start again.</source>
        <translation>内存不足。请选择更小的批大小或网络，或换用其他设备；然后继续或重新开始。</translation>
    </message>
    <message>
        <source>These data have no validation split. Known: train, test, all.</source>
        <translation>这些数据没有验证部分。可选：train、test、all。</translation>
    </message>
    <message>
        <source>Threat</source>
        <translation>威胁模型</translation>
    </message>
    <message>
        <source>Threat model of that attack.</source>
        <translation>该攻击的威胁模型。</translation>
    </message>
    <message>
        <source>Train without a defence</source>
        <translation>不使用防御训练</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Training and test data.</source>
        <translation>训练数据和测试数据。</translation>
    </message>
    <message>
        <source>Training method that makes the network robust.</source>
        <translation>使网络鲁棒的训练方法。</translation>
    </message>
    <message>
        <source>epochs</source>
        <translation>轮</translation>
    </message>
    <message>
        <source>must not contain / \ : * ? &quot; &lt; &gt; | or begin with a dot</source>
        <translation>不能含有 / \ : * ? &quot; &lt; &gt; |，也不能以点开头</translation>
    </message>
    <message>
        <source>needs an NVIDIA GPU; switch it off or choose another device</source>
        <translation>需要 NVIDIA GPU;请关闭它或选择其他设备</translation>
    </message>
    <message>
        <source>{count} clean values of {data} lie outside the valid range that the threat states, the first in sequence {sequence}. By feature (count; where these values lie; the stated range): {features}{more}. Widen the range, take it from the data, or set it to none.</source>
        <translation>{data} 中有 {count} 个干净取值超出威胁模型给定的有效范围，最早出现在第 {sequence} 个序列。按特征（个数；这些取值所在区间；给定范围）：{features}{more}。请放宽范围、改为取自数据，或设为不限制。</translation>
    </message>
    <message>
        <source>{count} damaged lines of {file} are excluded.</source>
        <translation>{file} 中有 {count} 行已损坏，未被读取。</translation>
    </message>
    <message>
        <source>{file} cannot be read: {problem}.</source>
        <translation>无法读取 {file}：{problem}。</translation>
    </message>
    <message>
        <source>{file} is not UTF-8 text, so it is not a spec. &apos;robustgui new&apos; writes one.</source>
        <translation>{file} 不是 UTF-8 文本，因此不是 spec。可用“robustgui new”生成一个。</translation>
    </message>
    <message>
        <source>{file} is of another network than the spec and the data now ask for. Put back the spec and the data of the run, or start a new run.</source>
        <translation>{file} 属于另一个网络，与当前的配置和数据不符。请恢复该运行的配置和数据，或开始新的运行。</translation>
    </message>
    <message>
        <source>{file} was edited since the run was started: {settings}. The run cannot continue with other settings than it began with. Restore them, or train a new run with the edited ones.</source>
        <translation>{file} 在运行开始之后被修改过：{settings}。运行不能以不同于开始时的设置继续。请恢复原来的设置，或用修改后的设置训练新的运行。</translation>
    </message>
    <message>
        <source>{folder} cannot be moved to {target}: {problem}.</source>
        <translation>无法把 {folder} 移到 {target}：{problem}。</translation>
    </message>
    <message>
        <source>{folder} is not a run folder: there is no {file} in it. Choose a folder that &apos;robustgui list&apos; shows.</source>
        <translation>{folder} 不是运行文件夹：其中没有 {file}。请选择“robustgui list”列出的文件夹。</translation>
    </message>
    <message>
        <source>{kind}: {problem}</source>
        <translation>{kind}：{problem}</translation>
    </message>
    <message>
        <source>{source} is not valid TOML: {problem}.</source>
        <translation>{source} 不是有效的 TOML:{problem}。</translation>
    </message>
    <message>
        <source>Penalties that are added to the training loss; any number of them.</source>
        <translation>加到训练损失上的惩罚项；数量不限。</translation>
    </message>
    <message>
        <source>Regularisers</source>
        <translation>正则化</translation>
    </message>
    <message>
        <source>The training data of {run} have changed since it was started: {now} {now:sequence|sequences} instead of {then}. Start a new run.</source>
        <translation>{run} 的训练数据在开始之后发生了变化：现在有 {now} 条序列，当时是 {then} 条。请开始新的运行。</translation>
    </message>
    <message>
        <source>Train longer ({epochs} {epochs:epoch|epochs})</source>
        <translation>延长训练（{epochs} 轮）</translation>
    </message>
    <message>
        <source>all of {data}, {count} {count:sequence|sequences}</source>
        <translation>{data} 的全部，{count} 条序列</translation>
    </message>
    <message>
        <source>all parts, {count} {count:sequence|sequences}</source>
        <translation>所有部分，{count} 条序列</translation>
    </message>
    <message>
        <source>{count} {count:line|lines} of {file} {count:is|are} excluded: they are damaged, or of a kind that this version does not know (they were written by robustgui {version}).</source>
        <translation>{file} 中有 {count} 行未被读取：它们已损坏，或属于本版本不认识的类型（由 robustgui {version} 写入）。</translation>
    </message>
    <message>
        <source>{data} as test data, {count} {count:sequence|sequences}</source>
        <translation>以 {data} 为测试数据，{count} 条序列</translation>
    </message>
    <message>
        <source>{split} part of {data}, {count} {count:sequence|sequences}</source>
        <translation>{data} 的 {split} 部分，{count} 条序列</translation>
    </message>
    <message>
        <source>{split} part, {count} {count:sequence|sequences}</source>
        <translation>{split} 部分，{count} 条序列</translation>
    </message>
    <message>
        <source>The folder {folder} cannot be written: {problem}.</source>
        <translation>无法写入文件夹 {folder}：{problem}。</translation>
    </message>
    <message>
        <source>{run} holds no code of a notebook, so there is nothing to allow.</source>
        <translation>{run} 不含笔记本代码，因此没有需要允许的内容。</translation>
    </message>
    <message>
        <source>There is no run called &apos;{name}&apos; in {folder}.</source>
        <translation>{folder} 中没有名为“{name}”的运行。</translation>
    </message>
    <message>
        <source>There is no run called &apos;{name}&apos;. Did you mean &apos;{close}&apos;?</source>
        <translation>没有名为“{name}”的运行。是否指“{close}”？</translation>
    </message>
    <message>
        <source>&apos;{name}&apos; names several runs: {names}. Give more of the name.</source>
        <translation>“{name}”对应多个运行：{names}。请输入更长的名称。</translation>
    </message>
</context>
<context>
    <name>robustgui.threats</name>
    <message>
        <source>&apos;{word}&apos; is not a window: give the first and the last step of each, such as 0-4, 10-</source>
        <translation>“{word}”不是窗口：请写出每个窗口的首步和末步，例如 0-4, 10-</translation>
    </message>
    <message>
        <source>({number}) {sentence}</source>
        <translation>（{number}）{sentence}</translation>
    </message>
    <message>
        <source>A share is rounded to a number of tokens, at least one; a number is rounded down.</source>
        <translation>比例四舍五入为词元数，至少一个；个数则向下取整。</translation>
    </message>
    <message>
        <source>A share of the characters or words is rounded to a number of edits, at least one; a number is rounded down.</source>
        <translation>字符或词的比例四舍五入为编辑次数，至少一次；个数则向下取整。</translation>
    </message>
    <message>
        <source>A text file: each line has a word, a tab, and the words that may replace it.</source>
        <translation>文本文件：每行一个词、一个制表符，以及可以替换它的词。</translation>
    </message>
    <message>
        <source>A word that is read as characters takes at most one edit where words are counted.</source>
        <translation>按词计数时，以字符读取的一个词最多编辑一次。</translation>
    </message>
    <message>
        <source>Adjacent insertions</source>
        <translation>连续插入</translation>
    </message>
    <message>
        <source>Adversarial values stay inside: between the smallest and largest value of each feature in the training data, or between what is stated here.</source>
        <translation>对抗样本的取值不超出此范围：训练数据中各特征的最小值与最大值之间，或此处给定的上下限之间。</translation>
    </message>
    <message>
        <source>Allowed edits: {kinds}.</source>
        <translation>允许的编辑：{kinds}。</translation>
    </message>
    <message>
        <source>At a budget of 1 every part has its own budget.</source>
        <translation>预算为 1 时，各部分采用自身的预算。</translation>
    </message>
    <message>
        <source>At most k edits: a character or a word is substituted, inserted, deleted, or swapped with its neighbour.</source>
        <translation>最多 k 次编辑：替换、插入、删除一个字符或词，或与相邻者交换位置。</translation>
    </message>
    <message>
        <source>At most k tokens are substituted, each by any other token of the vocabulary except the one for unknown words.</source>
        <translation>最多替换 k 个词元，每个可换成词表中除未知词词元外的任意其他词元。</translation>
    </message>
    <message>
        <source>Attack goal</source>
        <translation>攻击目标</translation>
    </message>
    <message>
        <source>Attacker knowledge</source>
        <translation>攻击者知识</translation>
    </message>
    <message>
        <source>Black-box, decision-based: the attacker observes predicted classes only.</source>
        <translation>黑盒（基于决策）：攻击者只能观察到预测类别。</translation>
    </message>
    <message>
        <source>Black-box, score-based: the attacker observes the network&apos;s outputs only.</source>
        <translation>黑盒（基于分数）：攻击者只能观察到网络的输出。</translation>
    </message>
    <message>
        <source>Budget eps</source>
        <translation>扰动预算 ε</translation>
    </message>
    <message>
        <source>Budget per feature</source>
        <translation>各特征的预算</translation>
    </message>
    <message>
        <source>Candidates that may replace a character or word; insertions take the same candidates.</source>
        <translation>可以替换一个字符或词的候选项；插入使用相同的候选项。</translation>
    </message>
    <message>
        <source>Causal: a token is substituted or not before the next one is observed; the edits are spread evenly over the text.</source>
        <translation>因果：在观察到下一个词元之前就决定是否替换当前词元；编辑均匀分布在整条文本上。</translation>
    </message>
    <message>
        <source>Causal: the perturbation of a step depends only on the steps observed so far.</source>
        <translation>因果：一步的扰动只取决于到此为止观察到的时间步。</translation>
    </message>
    <message>
        <source>Causal: the perturbation of a step is decided before the next step is observed.</source>
        <translation>因果：每一步的扰动在观察到下一步之前就已决定。</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Deletions are allowed.</source>
        <translation>允许删除。</translation>
    </message>
    <message>
        <source>Each value is perturbed by at most {eps} std (L-inf).</source>
        <translation>每个值的扰动不超过 {eps} 个标准差（L-inf）。</translation>
    </message>
    <message>
        <source>Each value is perturbed by at most {percent} % of the sequence&apos;s peak ({level} dB relative to peak, L-inf).</source>
        <translation>每个值的扰动不超过序列峰值的 {percent} %（相对峰值 {level} dB，L-inf）。</translation>
    </message>
    <message>
        <source>Edits of characters or words</source>
        <translation>字符或词的编辑</translation>
    </message>
    <message>
        <source>Factor that multiplies the budgets of all parts.</source>
        <translation>所有部分的预算共同乘以的系数。</translation>
    </message>
    <message>
        <source>First and last letters are kept.</source>
        <translation>首尾字母保持不变。</translation>
    </message>
    <message>
        <source>First perturbable step</source>
        <translation>首个可扰动的时间步</translation>
    </message>
    <message>
        <source>Goal: larger predictions.</source>
        <translation>攻击目标：更大的预测值。</translation>
    </message>
    <message>
        <source>Goal: smaller predictions.</source>
        <translation>攻击目标：更小的预测值。</translation>
    </message>
    <message>
        <source>In data units, whatever the unit of the budget: one number for all features, or one for each; empty: no limit above.</source>
        <translation>以数据单位给出，与扰动预算的单位无关：一个数用于所有特征，或每个特征一个数；留空表示无上限。</translation>
    </message>
    <message>
        <source>In data units, whatever the unit of the budget: one number for all features, or one for each; empty: no limit below.</source>
        <translation>以数据单位给出，与扰动预算的单位无关：一个数用于所有特征，或每个特征一个数；留空表示无下限。</translation>
    </message>
    <message>
        <source>Indices of the features that may be perturbed, from 0; empty: all.</source>
        <translation>可以扰动的特征的编号，从 0 开始；留空：全部。</translation>
    </message>
    <message>
        <source>Insert</source>
        <translation>插入</translation>
    </message>
    <message>
        <source>Insertions are allowed.</source>
        <translation>允许插入。</translation>
    </message>
    <message>
        <source>Intersection of these threat models, with {eps} times each budget.</source>
        <translation>以下威胁模型的交，各预算乘以 {eps}。</translation>
    </message>
    <message>
        <source>Intersection of these threat models.</source>
        <translation>以下威胁模型的交。</translation>
    </message>
    <message>
        <source>Intersection of threat models</source>
        <translation>威胁模型的交</translation>
    </message>
    <message>
        <source>Intersection of threat models: the perturbation lies within every norm ball, such as L-inf and L2.</source>
        <translation>威胁模型的交集：扰动同时位于每个范数球内，例如 L-inf 与 L2。</translation>
    </message>
    <message>
        <source>Its name, or its number from 0.</source>
        <translation>它的名称，或从 0 起的序号。</translation>
    </message>
    <message>
        <source>Keep first and last letter</source>
        <translation>保留首尾字母</translation>
    </message>
    <message>
        <source>L-inf (max norm)</source>
        <translation>L-inf（最大范数）</translation>
    </message>
    <message>
        <source>L-infinity norm of</source>
        <translation>L 无穷范数</translation>
    </message>
    <message>
        <source>L1 (sum of absolute values)</source>
        <translation>L1（绝对值之和）</translation>
    </message>
    <message>
        <source>L1 norm of</source>
        <translation>L1 范数</translation>
    </message>
    <message>
        <source>L2 (Euclidean norm)</source>
        <translation>L2（欧几里得范数）</translation>
    </message>
    <message>
        <source>L2 norm of</source>
        <translation>L2 范数</translation>
    </message>
    <message>
        <source>Largest perturbation norm; relative to the peak it may also be given in decibels, such as -20 dB.</source>
        <translation>最大扰动范数；相对于峰值的预算也可以用分贝给出，例如 -20 dB。</translation>
    </message>
    <message>
        <source>Largest shift of a time step.</source>
        <translation>一个时间步的最大偏移。</translation>
    </message>
    <message>
        <source>List</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>Live stream</source>
        <translation>实时流</translation>
    </message>
    <message>
        <source>Maximum</source>
        <translation>最大值</translation>
    </message>
    <message>
        <source>Maximum number of insertions between two neighbours.</source>
        <translation>两个相邻项之间最多可以插入多少个。</translation>
    </message>
    <message>
        <source>Minimum</source>
        <translation>最小值</translation>
    </message>
    <message>
        <source>Minimum cosine similarity</source>
        <translation>最小余弦相似度</translation>
    </message>
    <message>
        <source>Minimum cosine similarity between the embeddings of a token and of its replacement.</source>
        <translation>被替换词元与替换词元的嵌入之间的最小余弦相似度。</translation>
    </message>
    <message>
        <source>Nearest neighbours</source>
        <translation>近邻数</translation>
    </message>
    <message>
        <source>No token may be replaced.</source>
        <translation>不能替换任何词元。</translation>
    </message>
    <message>
        <source>Norm balls; the perturbation must lie within all of them.</source>
        <translation>范数球；扰动必须同时位于所有范数球内。</translation>
    </message>
    <message>
        <source>Nothing may be edited.</source>
        <translation>不能编辑任何内容。</translation>
    </message>
    <message>
        <source>Number of perturbable steps over which a shared budget is spread; empty: as many as the sequence has.</source>
        <translation>共用的预算分摊到多少个可扰动的时间步；留空：与序列的步数相同。</translation>
    </message>
    <message>
        <source>Number of time steps that may be perturbed; empty: all that follow.</source>
        <translation>可以扰动的时间步数；留空：其后全部。</translation>
    </message>
    <message>
        <source>Number of tokens that count as similar: those with the largest cosine similarity of the network&apos;s embeddings.</source>
        <translation>多少个词元算作相似：取网络嵌入的余弦相似度最大者。</translation>
    </message>
    <message>
        <source>One edit changes</source>
        <translation>一次编辑改动</translation>
    </message>
    <message>
        <source>One factor per feature that multiplies its budget; 0 excludes a feature; empty: 1 for all.</source>
        <translation>每个特征一个系数，其预算乘以该系数；0 表示不扰动该特征；留空：全部为 1。</translation>
    </message>
    <message>
        <source>Only these features may be perturbed: {numbers}.</source>
        <translation>仅以下特征可以扰动：{numbers}。</translation>
    </message>
    <message>
        <source>Only these time steps may be perturbed: {steps}.</source>
        <translation>仅以下时间步可以扰动：{steps}。</translation>
    </message>
    <message>
        <source>Only time steps from {first} on may be perturbed.</source>
        <translation>仅从第 {first} 个时间步起可以扰动。</translation>
    </message>
    <message>
        <source>Only time steps {first} to {last} may be perturbed.</source>
        <translation>仅第 {first} 至 {last} 个时间步可以扰动。</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>组成部分</translation>
    </message>
    <message>
        <source>Per feature the budget is multiplied by {shares}.</source>
        <translation>各特征的预算分别乘以 {shares}。</translation>
    </message>
    <message>
        <source>Perturbable features</source>
        <translation>可扰动的特征</translation>
    </message>
    <message>
        <source>Perturbable steps</source>
        <translation>可扰动的时间步数</translation>
    </message>
    <message>
        <source>Perturbable windows</source>
        <translation>可扰动的窗口</translation>
    </message>
    <message>
        <source>Perturbation budget: the largest size of the perturbation.</source>
        <translation>扰动预算：扰动的最大幅度。</translation>
    </message>
    <message>
        <source>Planning horizon</source>
        <translation>规划步数</translation>
    </message>
    <message>
        <source>Protected words</source>
        <translation>受保护的词</translation>
    </message>
    <message>
        <source>Protected words: {words}.</source>
        <translation>受保护的词：{words}。</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>Replacements</source>
        <translation>替换项</translation>
    </message>
    <message>
        <source>Replacements are among the {count} {count:token|tokens} with the most similar embeddings, at a cosine similarity of {cosine} or more.</source>
        <translation>替换取自嵌入最相似的 {count} 个词元，余弦相似度至少为 {cosine}。</translation>
    </message>
    <message>
        <source>Replacements are neighbours on the keyboard.</source>
        <translation>替换为键盘上的相邻字符。</translation>
    </message>
    <message>
        <source>Replacements are taken from the list {file}.</source>
        <translation>替换取自列表 {file}。</translation>
    </message>
    <message>
        <source>Shifts are counted in time steps and may be fractional.</source>
        <translation>偏移以时间步计，可以为小数。</translation>
    </message>
    <message>
        <source>Shorter words are not edited; from 2 on only letters of words are edited, not what separates them.</source>
        <translation>更短的单词不编辑；从 2 起只编辑单词中的字母，不编辑单词之间的字符。</translation>
    </message>
    <message>
        <source>Shortest word</source>
        <translation>最短单词</translation>
    </message>
    <message>
        <source>Similar words and words from a list replace whole words. Set one edit to change a word.</source>
        <translation>相似词和列表中的词替换的是整个单词。请设为一次编辑改动一个词。</translation>
    </message>
    <message>
        <source>Substitutions are allowed.</source>
        <translation>允许替换。</translation>
    </message>
    <message>
        <source>Swap</source>
        <translation>交换</translation>
    </message>
    <message>
        <source>Swaps of two neighbours are allowed.</source>
        <translation>允许相邻两项互换。</translation>
    </message>
    <message>
        <source>Target class</source>
        <translation>目标类别</translation>
    </message>
    <message>
        <source>Target classes apply to classifiers, larger or smaller predictions to networks that predict numbers.</source>
        <translation>目标类别用于分类网络，更大或更小的预测值用于预测数值的网络。</translation>
    </message>
    <message>
        <source>Targeted: class {target}.</source>
        <translation>有目标攻击：类别 {target}。</translation>
    </message>
    <message>
        <source>Targeted: the least likely class.</source>
        <translation>有目标攻击：最不可能的类别。</translation>
    </message>
    <message>
        <source>The L-inf norm of the perturbation (largest absolute value) is at most eps.</source>
        <translation>扰动的 L-inf 范数（最大绝对值）不超过 ε。</translation>
    </message>
    <message>
        <source>The L1 norm of the perturbation (sum of absolute values) is at most eps.</source>
        <translation>扰动的 L1 范数（绝对值之和）不超过 ε。</translation>
    </message>
    <message>
        <source>The L1 norm of the perturbation is at most {eps} std.</source>
        <translation>扰动的 L1 范数不超过 {eps} 个标准差。</translation>
    </message>
    <message>
        <source>The L1 norm of the perturbation is at most {percent} % of the sequence&apos;s peak ({level} dB relative to peak).</source>
        <translation>扰动的 L1 范数不超过序列峰值的 {percent} %（相对峰值 {level} dB）。</translation>
    </message>
    <message>
        <source>The L2 norm (Euclidean norm) of the whole perturbation is at most eps.</source>
        <translation>整个扰动的 L2 范数（欧几里得范数）不超过 ε。</translation>
    </message>
    <message>
        <source>The L2 norm of the perturbation is at most {eps} std.</source>
        <translation>扰动的 L2 范数不超过 {eps} 个标准差。</translation>
    </message>
    <message>
        <source>The L2 norm of the perturbation is at most {percent} % of the sequence&apos;s peak ({level} dB relative to peak).</source>
        <translation>扰动的 L2 范数不超过序列峰值的 {percent} %（相对峰值 {level} dB）。</translation>
    </message>
    <message>
        <source>The embeddings of the tokens are perturbed, not the tokens themselves.</source>
        <translation>扰动的是词元的嵌入，而不是词元本身。</translation>
    </message>
    <message>
        <source>The first and the last letter of each word are kept, and nothing is inserted before or after them.</source>
        <translation>每个单词的首尾字母保持不变，其前后也不插入任何内容。</translation>
    </message>
    <message>
        <source>The list of synonyms {file} cannot be read: {problem}. Choose another file.</source>
        <translation>无法读取同义词列表 {file}：{problem}。请选择其他文件。</translation>
    </message>
    <message>
        <source>The list of synonyms {file} is not UTF-8 text. Save it as UTF-8.</source>
        <translation>同义词列表 {file} 不是 UTF-8 文本。请存为 UTF-8。</translation>
    </message>
    <message>
        <source>The network reads subword tokens, and an edit within a word changes how it is split. Set one edit to change a word, or tokenise the text into words or characters.</source>
        <translation>网络读取的是子词，词内的编辑会改变其切分。请设为一次编辑改动一个词，或把文本切分为词或字符。</translation>
    </message>
    <message>
        <source>The threat model perturbs feature {feature}, but the data have features 0 to {last} only. Correct the perturbable features of the threat model.</source>
        <translation>威胁模型要扰动特征 {feature}，但数据只有特征 0 到 {last}。请更正威胁模型的可扰动特征。</translation>
    </message>
    <message>
        <source>The values themselves are not limited.</source>
        <translation>取值本身不受限制。</translation>
    </message>
    <message>
        <source>Threat models of any kind; the perturbation must lie within one of them.</source>
        <translation>任意类型的威胁模型；扰动必须位于其中之一内。</translation>
    </message>
    <message>
        <source>Time steps before this one (counted from 0) are not perturbed.</source>
        <translation>此步（从 0 计数）之前的时间步不受扰动。</translation>
    </message>
    <message>
        <source>Time warping (local shifts)</source>
        <translation>时间扭曲（局部平移）</translation>
    </message>
    <message>
        <source>Time warping: step t takes the value of the sequence at t + s_t, |s_t| at most eps.</source>
        <translation>时间扭曲：第 t 步取序列在 t + s_t 处的值，|s_t| 不超过 ε。</translation>
    </message>
    <message>
        <source>Token substitutions</source>
        <translation>词元替换</translation>
    </message>
    <message>
        <source>Union of these threat models (the worst one for each sequence), with {eps} times each budget.</source>
        <translation>以下威胁模型的并（每条序列取最坏者），各预算乘以 {eps}。</translation>
    </message>
    <message>
        <source>Union of these threat models (the worst one for each sequence).</source>
        <translation>以下威胁模型的并（每条序列取最坏者）。</translation>
    </message>
    <message>
        <source>Union of threat models</source>
        <translation>威胁模型的并</translation>
    </message>
    <message>
        <source>Union of threat models: the attack is run in every part, and the worst result for each sequence counts.</source>
        <translation>威胁模型的并集：攻击在每个部分中各运行一次，每条序列取最坏的结果。</translation>
    </message>
    <message>
        <source>Unit in which the budget is counted.</source>
        <translation>预算的计量单位。</translation>
    </message>
    <message>
        <source>Unit of the budget</source>
        <translation>预算的单位</translation>
    </message>
    <message>
        <source>Valid range</source>
        <translation>有效范围</translation>
    </message>
    <message>
        <source>Values stay at {high} or below, in data units.</source>
        <translation>取值不大于 {high}（数据单位）。</translation>
    </message>
    <message>
        <source>Values stay at {low} or above, in data units.</source>
        <translation>取值不小于 {low}（数据单位）。</translation>
    </message>
    <message>
        <source>Values stay between {low} and {high}, in data units.</source>
        <translation>取值保持在 {low} 与 {high} 之间（数据单位）。</translation>
    </message>
    <message>
        <source>Values stay within the range of the vocabulary&apos;s embeddings.</source>
        <translation>数值保持在词表各嵌入的取值范围内。</translation>
    </message>
    <message>
        <source>Values stay within the range seen in training.</source>
        <translation>数值保持在训练数据的取值范围内。</translation>
    </message>
    <message>
        <source>Values stay within these ranges, by feature, in data units: {ranges}.</source>
        <translation>各特征的取值保持在以下范围内（数据单位）：{ranges}。</translation>
    </message>
    <message>
        <source>What the attacker knows of the network; attacks that need more are refused.</source>
        <translation>攻击者对网络的了解程度；需要更多知识的攻击会被拒绝。</translation>
    </message>
    <message>
        <source>White-box: the attacker knows the network and its gradients.</source>
        <translation>白盒：攻击者了解网络及其梯度。</translation>
    </message>
    <message>
        <source>Windows in time, first and last step of each, such as 0-4, 10-12, 20-; empty: no further limit.</source>
        <translation>时间窗口，各写首步和末步，例如 0-4, 10-12, 20-；留空：不再限制。</translation>
    </message>
    <message>
        <source>Words that are neither edited nor inserted, separated by spaces, such as not never no.</source>
        <translation>既不编辑也不插入的词，以空格分隔，例如 not never no。</translation>
    </message>
    <message>
        <source>Words that are neither replaced nor inserted, separated by spaces, such as not never no.</source>
        <translation>既不替换也不插入的词，用空格分隔，例如 not never no。</translation>
    </message>
    <message>
        <source>a character</source>
        <translation>一个字符</translation>
    </message>
    <message>
        <source>a stated range needs a minimum, a maximum, or both</source>
        <translation>给定的范围需要最小值、最大值，或两者</translation>
    </message>
    <message>
        <source>a word</source>
        <translation>一个词</translation>
    </message>
    <message>
        <source>any in the vocabulary</source>
        <translation>词表中任意一个</translation>
    </message>
    <message>
        <source>at</source>
        <translation>在</translation>
    </message>
    <message>
        <source>belongs to the whole: there is one attacker, with one goal and one kind of knowledge</source>
        <translation>属于整体的设置：只有一个攻击者，具有一个目标和一种知识</translation>
    </message>
    <message>
        <source>black-box, decision-based</source>
        <translation>黑盒（基于决策）</translation>
    </message>
    <message>
        <source>black-box, score-based</source>
        <translation>黑盒（基于分数）</translation>
    </message>
    <message>
        <source>budgets of the parts</source>
        <translation>各部分的预算</translation>
    </message>
    <message>
        <source>data units</source>
        <translation>数据单位</translation>
    </message>
    <message>
        <source>deletion</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>divided by</source>
        <translation>除以</translation>
    </message>
    <message>
        <source>edits</source>
        <translation>编辑次数</translation>
    </message>
    <message>
        <source>features are numbered from 0</source>
        <translation>特征从 0 开始编号</translation>
    </message>
    <message>
        <source>from a list</source>
        <translation>取自列表</translation>
    </message>
    <message>
        <source>from the training data</source>
        <translation>取自训练数据</translation>
    </message>
    <message>
        <source>in</source>
        <translation>属于</translation>
    </message>
    <message>
        <source>insertion</source>
        <translation>插入</translation>
    </message>
    <message>
        <source>is a level relative to the peak: choose that unit for the budget, or give a number</source>
        <translation>是相对于峰值的电平：请把预算的单位选为峰值，或给出数字</translation>
    </message>
    <message>
        <source>is given, but the valid range is not a stated one: set valid_range to stated</source>
        <translation>已给出，但有效范围并非给定的上下限：请将 valid_range 设为 stated</translation>
    </message>
    <message>
        <source>is known only at the end of a live stream; give a target class instead</source>
        <translation>要到实时流结束时才能得知；请改为给出目标类别</translation>
    </message>
    <message>
        <source>is made of parts itself; put its parts here instead</source>
        <translation>自身由多个部分组成；请改为直接填入它的各部分</translation>
    </message>
    <message>
        <source>larger predictions</source>
        <translation>更大的预测值</translation>
    </message>
    <message>
        <source>leaves no perturbable time step within the windows of the whole</source>
        <translation>与整体的窗口合在一起后，没有可扰动的时间步</translation>
    </message>
    <message>
        <source>length of</source>
        <translation>长度</translation>
    </message>
    <message>
        <source>letters</source>
        <translation>个字母</translation>
    </message>
    <message>
        <source>must be 0 or more for each feature</source>
        <translation>每个特征都必须不小于 0</translation>
    </message>
    <message>
        <source>must be a norm ball here, such as L-inf, L2 or L1</source>
        <translation>此处必须是范数球，例如 L-inf、L2 或 L1</translation>
    </message>
    <message>
        <source>must be on unless insertions, deletions or swaps are allowed</source>
        <translation>必须开启，除非允许插入、删除或交换</translation>
    </message>
    <message>
        <source>must be one number, or as many as there are minima: {minima}</source>
        <translation>必须是一个数，或与最小值的个数相同：{minima}</translation>
    </message>
    <message>
        <source>must be the minimum or more: {high} is less than {low} (feature {feature})</source>
        <translation>不得小于最小值：{high} 小于 {low}（特征 {feature}）</translation>
    </message>
    <message>
        <source>names no file, but replacements come from a list</source>
        <translation>没有指明文件，但替换取自列表</translation>
    </message>
    <message>
        <source>needs at least one threat model</source>
        <translation>至少需要一个威胁模型</translation>
    </message>
    <message>
        <source>neighbours on the keyboard</source>
        <translation>键盘上的相邻字符</translation>
    </message>
    <message>
        <source>no time step is perturbable: the windows have none in common</source>
        <translation>没有可扰动的时间步：各窗口没有共同部分</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>of eps</source>
        <translation>× eps</translation>
    </message>
    <message>
        <source>or</source>
        <translation>或</translation>
    </message>
    <message>
        <source>relative to the peak of the sequence</source>
        <translation>相对于序列的峰值</translation>
    </message>
    <message>
        <source>replaced tokens</source>
        <translation>替换的词元数</translation>
    </message>
    <message>
        <source>share of the text</source>
        <translation>占文本的比例</translation>
    </message>
    <message>
        <source>share of the tokens of a text</source>
        <translation>占文本词元的比例</translation>
    </message>
    <message>
        <source>shift</source>
        <translation>偏移</translation>
    </message>
    <message>
        <source>similar in the network&apos;s embedding</source>
        <translation>在网络嵌入中相近的</translation>
    </message>
    <message>
        <source>smaller predictions</source>
        <translation>更小的预测值</translation>
    </message>
    <message>
        <source>standard deviation</source>
        <translation>标准差</translation>
    </message>
    <message>
        <source>standardised units (std of each feature)</source>
        <translation>标准差单位（各特征的标准差）</translation>
    </message>
    <message>
        <source>stated minimum and maximum</source>
        <translation>给定最小值与最大值</translation>
    </message>
    <message>
        <source>std: the standard deviation of the feature over the training data; peak: the largest absolute value of a sequence, in data units.</source>
        <translation>标准差：该特征在训练数据上的标准差；峰值：一条序列的最大绝对值，以数据单位计。</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>substitution</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>swap of two neighbours</source>
        <translation>相邻两项互换</translation>
    </message>
    <message>
        <source>takes two: the minimum and the maximum</source>
        <translation>需要两个值：最小值和最大值</translation>
    </message>
    <message>
        <source>targeted: one class</source>
        <translation>有目标：指定类别</translation>
    </message>
    <message>
        <source>targeted: the least likely class</source>
        <translation>有目标：最不可能的类别</translation>
    </message>
    <message>
        <source>the window {word} ends before it begins</source>
        <translation>窗口 {word} 的终点在起点之前</translation>
    </message>
    <message>
        <source>threat</source>
        <translation>威胁</translation>
    </message>
    <message>
        <source>threat set</source>
        <translation>威胁集</translation>
    </message>
    <message>
        <source>untargeted: any wrong prediction</source>
        <translation>无目标：任意错误预测</translation>
    </message>
    <message>
        <source>white-box (weights and gradients)</source>
        <translation>白盒（权重与梯度）</translation>
    </message>
    <message>
        <source>{file}, line {line}: needs a word, a tab, and at least one synonym, but reads &apos;{text}&apos;.</source>
        <translation>{file}，第 {line} 行：需要一个词、一个制表符和至少一个同义词，但内容是“{text}”。</translation>
    </message>
    <message>
        <source>{first}, {more}</source>
        <translation>{first}、{more}</translation>
    </message>
    <message>
        <source>{sentence} {addition}</source>
        <translation>{sentence}{addition}</translation>
    </message>
    <message>
        <source>{share} % of the characters of a text, at least one, may be edited.</source>
        <translation>一段文本可以编辑 {share} % 的字符，至少一个。</translation>
    </message>
    <message>
        <source>{share} % of the tokens of a text, at least one, may be replaced by others.</source>
        <translation>一段文本可以有 {share} % 的词元换成其他词元，至少一个。</translation>
    </message>
    <message>
        <source>{share} % of the words of a text, at least one, may be edited.</source>
        <translation>一段文本可以编辑 {share} % 的词，至少一个。</translation>
    </message>
    <message>
        <source>Each time step is delayed by at most {eps} {eps:step|steps}; the order is kept.</source>
        <translation>每个时间步最多推后 {eps} 步，次序不变。</translation>
    </message>
    <message>
        <source>Each time step is shifted by at most {eps} {eps:step|steps}, earlier or later; the order is kept.</source>
        <translation>每个时间步最多提前或推后 {eps} 步，次序不变。</translation>
    </message>
    <message>
        <source>Each value is perturbed by at most {eps} {eps:data unit|data units} (L-inf).</source>
        <translation>每个值的扰动不超过 {eps}（数据单位，L-inf）。</translation>
    </message>
    <message>
        <source>The L1 norm of the perturbation is at most {eps} {eps:data unit|data units}.</source>
        <translation>扰动的 L1 范数不超过 {eps}（数据单位）。</translation>
    </message>
    <message>
        <source>The L2 norm of the perturbation is at most {eps} {eps:data unit|data units}.</source>
        <translation>扰动的 L2 范数不超过 {eps}（数据单位）。</translation>
    </message>
    <message>
        <source>The threat model gives budgets for {given} {given:feature|features}, but the data have {features}. Give one factor for each feature, or none.</source>
        <translation>威胁模型给出了 {given} 个特征的预算，但数据有 {features} 个特征。请为每个特征给出一个系数，或全部不给。</translation>
    </message>
    <message>
        <source>The threat states a valid range for {given} {given:feature|features}, but the data have {features}. Give one number for all features, or one for each.</source>
        <translation>威胁模型为 {given} 个特征给定了有效范围，但数据有 {features} 个特征。请为所有特征给出一个数，或为每个特征各给出一个数。</translation>
    </message>
    <message>
        <source>Words of fewer than {count} {count:letter|letters} are not edited.</source>
        <translation>少于 {count} 个字母的词不编辑。</translation>
    </message>
    <message>
        <source>{count} {count:character|characters} of a text may be edited.</source>
        <translation>一段文本可以编辑 {count} 个字符。</translation>
    </message>
    <message>
        <source>{count} {count:token|tokens} of a text may be replaced by others.</source>
        <translation>一段文本可以有 {count} 个词元换成其他词元。</translation>
    </message>
    <message>
        <source>{count} {count:word|words} of a text may be edited.</source>
        <translation>一段文本可以编辑 {count} 个词。</translation>
    </message>
</context>
<context>
    <name>robustgui.training</name>
    <message>
        <source>Adam</source>
        <translation>Adam</translation>
    </message>
    <message>
        <source>Apple GPU</source>
        <translation>Apple GPU</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>批大小</translation>
    </message>
    <message>
        <source>Classes: cross entropy, or squared error to one-hot vectors. Numeric targets: squared error.</source>
        <translation>类别标签：交叉熵，或对独热向量的平方误差。数值目标：平方误差。</translation>
    </message>
    <message>
        <source>Clip gradient at</source>
        <translation>梯度裁剪阈值</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Device for training and attacks.</source>
        <translation>训练和攻击所用的设备。</translation>
    </message>
    <message>
        <source>Drop every</source>
        <translation>下降间隔</translation>
    </message>
    <message>
        <source>Drop factor</source>
        <translation>下降系数</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>训练轮数</translation>
    </message>
    <message>
        <source>Epochs between two drops.</source>
        <translation>两次下降之间的轮数。</translation>
    </message>
    <message>
        <source>Factor that multiplies the learning rate at a drop.</source>
        <translation>每次下降时学习率乘以的数。</translation>
    </message>
    <message>
        <source>GPU if available</source>
        <translation>有 GPU 则用 GPU</translation>
    </message>
    <message>
        <source>How the learning rate changes over the epochs.</source>
        <translation>学习率如何随训练轮变化。</translation>
    </message>
    <message>
        <source>Largest norm of the gradient; 0: not clipped.</source>
        <translation>梯度范数的上限；0：不裁剪。</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Learning rate warm-up</source>
        <translation>学习率预热</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Mixed precision</source>
        <translation>混合精度</translation>
    </message>
    <message>
        <source>Mixed precision needs an NVIDIA GPU that computes in bfloat16; &apos;{device}&apos; is used here. Switch it off.</source>
        <translation>混合精度需要支持 bfloat16 的 NVIDIA GPU;这里用的是“{device}”。请关闭混合精度。</translation>
    </message>
    <message>
        <source>Momentum</source>
        <translation>动量</translation>
    </message>
    <message>
        <source>Momentum of SGD: share of the previous update that is kept.</source>
        <translation>SGD 的动量：保留上一次更新的比例。</translation>
    </message>
    <message>
        <source>NVIDIA GPU</source>
        <translation>NVIDIA GPU</translation>
    </message>
    <message>
        <source>No Apple GPU can be used on this machine. Choose another device.</source>
        <translation>本机没有可用的 Apple GPU。请选择其他设备。</translation>
    </message>
    <message>
        <source>No NVIDIA GPU can be used: this torch ({version}) finds none. Choose another device, or install a driver and a torch with CUDA.</source>
        <translation>没有可用的 NVIDIA GPU：当前 torch（{version}）找不到。请选择其他设备，或安装驱动和带 CUDA 的 torch。</translation>
    </message>
    <message>
        <source>No checkpoint in {folder} can be read ({problem}).</source>
        <translation>{folder} 中没有可读取的检查点（{problem}）。</translation>
    </message>
    <message>
        <source>Number of CPU threads; 0: one less than the number of cores, so that the window stays responsive.</source>
        <translation>CPU 线程数；0：比核心数少一个，使窗口保持流畅。</translation>
    </message>
    <message>
        <source>Optimiser</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>Passes over the training data. Empty: chosen by the data.</source>
        <translation>遍历训练数据的次数。留空：由数据决定。</translation>
    </message>
    <message>
        <source>Processor threads</source>
        <translation>处理器线程数</translation>
    </message>
    <message>
        <source>SGD</source>
        <translation>SGD</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>学习率调度</translation>
    </message>
    <message>
        <source>Sequences per optimiser step. Empty or 0: an eighth of the training data, within 8 to 64.</source>
        <translation>每个优化步的序列数。留空或 0：训练数据的八分之一，限制在 8 到 64 之间。</translation>
    </message>
    <message>
        <source>Share of all steps over which the learning rate rises to its full size.</source>
        <translation>学习率升至完整大小所用步数占总步数的比例。</translation>
    </message>
    <message>
        <source>Step size of the optimiser. Empty: chosen by the width of the network.</source>
        <translation>优化器的步长。留空：由网络宽度决定。</translation>
    </message>
    <message>
        <source>The checkpoint {file} is damaged. Training resumes from the one before it, step {step}, and repeats the steps in between.</source>
        <translation>检查点 {file} 已损坏。训练从前一个检查点（第 {step} 步）继续，并重做其间的各步。</translation>
    </message>
    <message>
        <source>The checkpoint {file} is of another network than the spec and the data now ask for. Put back the spec and the data of the run, or start a new run.</source>
        <translation>检查点 {file} 属于另一个网络，与现在的 spec 和数据不符。请恢复该运行的 spec 和数据，或开始新的运行。</translation>
    </message>
    <message>
        <source>Train in half precision where it is safe; only on an NVIDIA GPU. Attacks stay in full precision.</source>
        <translation>在安全之处以半精度训练；仅限 NVIDIA GPU。攻击始终使用全精度。</translation>
    </message>
    <message>
        <source>Update rule of the weights.</source>
        <translation>权重的更新规则。</translation>
    </message>
    <message>
        <source>automatic (from the labels)</source>
        <translation>自动（由标签决定）</translation>
    </message>
    <message>
        <source>constant</source>
        <translation>恒定</translation>
    </message>
    <message>
        <source>cosine decay to zero</source>
        <translation>余弦衰减到零</translation>
    </message>
    <message>
        <source>cross entropy</source>
        <translation>交叉熵</translation>
    </message>
    <message>
        <source>epochs</source>
        <translation>轮</translation>
    </message>
    <message>
        <source>linear decay to zero</source>
        <translation>线性衰减到零</translation>
    </message>
    <message>
        <source>mean squared error</source>
        <translation>均方误差</translation>
    </message>
    <message>
        <source>processor</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>step decay</source>
        <translation>阶梯衰减</translation>
    </message>
    <message>
        <source>{file} is damaged: it does not say which step it is of.</source>
        <translation>{file} 已损坏：其中没有说明属于哪一步。</translation>
    </message>
    <message>
        <source>{file} is damaged: its content does not match its check sum.</source>
        <translation>{file} 已损坏：内容与校验和不符。</translation>
    </message>
</context>
</TS>
