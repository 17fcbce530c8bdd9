<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en_GB">
<context>
    <name>AnswersView</name>
    <message>
        <source>Answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Truth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clean answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer under attack</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no attack</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fooled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wrong already without an attack</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wrong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Moved by the attack</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the decision flips at step {step}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pinned: sequence {index}, epoch {epoch}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AttackProgressView</name>
    <message>
        <source>Attack progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>iteration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No attack yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pinned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Budget</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chosen</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Dismiss</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Body</name>
    <message>
        <source>More settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings that are rarely changed</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <source>Open a file of sequences…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train this configuration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause the running job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on with the paused job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop the running job and keep what it has learned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo the last change of the configuration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo the change of the configuration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search commands…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Explain the focused field</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switch between English and Chinese</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switch between light and dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Presentation size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show or hide the configuration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show or hide the queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show or hide the log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put all panels back in their places</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the folder of runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to {page}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ConfigurationDock</name>
    <message>
        <source>Undo: {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo: {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No setting has to do with this word.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put every setting back to its default</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy, paste, open, save</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CurveControls</name>
    <message>
        <source>step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>epoch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>medium</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>strong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smoothing of the loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the horizontal axis counts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Logarithmic loss</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DataDetails</name>
    <message>
        <source>Class balance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Features</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>validation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>test</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DataFacts</name>
    <message>
        <source>Training + test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Classes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Features</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps (median)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Missing values filled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training + validation + test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Targets</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DataPage</name>
    <message>
        <source>Data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a file of sequences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Examples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the data that come with the program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a dataset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press an example, or open a file of your own. Nothing leaves this machine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open another…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} sequences: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sequences ({endings})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DecisionView</name>
    <message>
        <source>Decision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No answer yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>predicted, clean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>predicted, attacked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Truth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>clean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>attacked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>probability</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}, clean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}, attacked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prediction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attacked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>step {step}: {before} → {after}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DivergenceView</name>
    <message>
        <source>Divergence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Divergence of the hidden state</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No attack yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Distance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pinned</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ErrorsDialog</name>
    <message>
        <source>This did not go through</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program made a mistake</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something happened that should not have. Your runs are safe. Copy the details for a report.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} errors so far; this is the newest.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ExampleCards</name>
    <message>
        <source>Drop a file here, or press to choose one: .ts, .tsv, .npz, .csv</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FeatureButton</name>
    <message>
        <source>Which features are shown. A single one can be edited: drag its points.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Features</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} features</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All features</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All, in lanes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All, as a picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One feature</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Several</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FeatureTable</name>
    <message>
        <source>feature</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lowest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>highest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>std</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Statistics of each feature</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FieldRow</name>
    <message>
        <source>Back to the default</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset {title}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FileEditor</name>
    <message>
        <source>Choose a file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Example: {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a file or an example</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a data file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sequences (*.tsv *.ts *.npz *.csv);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Form</name>
    <message>
        <source>Change all settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change {title}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HiddenHeatmapView</name>
    <message>
        <source>Hidden units</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No attack yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No hidden states yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attacked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Difference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Difference ±{level}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HiddenMap</name>
    <message>
        <source>Hidden state</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The state of the selected sequence appears here after each epoch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{split} {index}, epoch {epoch}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>validation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>test</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HiddenPathView</name>
    <message>
        <source>Hidden path</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No hidden states yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attacked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pinned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clean end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attacked end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Others</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>principal component 1, {share} of variance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>component 2, {share}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>class {name}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>InputView</name>
    <message>
        <source>Input</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No sequence yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Input, clean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Input, attacked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No attack</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before editing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attacked</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LossPlot</name>
    <message>
        <source>Loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No step taken yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>minimised, raw</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>minimised</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>clean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>attacked</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Close the message</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ModelPage</name>
    <message>
        <source>Model &amp; defence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Picture of the network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press a part to change its settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learned numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recurrent layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dropout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a dataset, and the sizes of input and output are filled in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Defence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Defended against</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measured with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measured under</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show these settings in the configuration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing: the network is trained on clean data only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This defence names no threat of its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>both directions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one direction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Values stay inside the range seen in the training data.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NetworkBlocks</name>
    <message>
        <source>Input</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{T} steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{F} features</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Output</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{K} targets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{K} classes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{units} units</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Readout</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OwnPresets</name>
    <message>
        <source>Save as preset…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove preset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as preset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its name:</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PerturbationView</name>
    <message>
        <source>Perturbation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No attack yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attacked - clean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Budget</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>standard deviations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>share of the largest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Perturbation, ±{level} {unit}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PlotMenu</name>
    <message>
        <source>Fit to data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save picture (PNG)…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save drawing (SVG)…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save numbers (CSV)…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save plot</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PresetBox</name>
    <message>
        <source>Presets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fill the forms with a ready-made configuration; data, seed and device stay</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ScorePlot</name>
    <message>
        <source>Accuracy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean squared error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>epoch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>training time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two curves appear here after the first epoch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>clean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>attacked</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SequencePlot</name>
    <message>
        <source>Feature</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Feature shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all features</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a sequence in the table.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SequenceTable</name>
    <message>
        <source>no.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>part</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>shape</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>validation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table of sequences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>target</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SpecExchange</name>
    <message>
        <source>Copy as TOML</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paste TOML</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy as command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open TOML file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as TOML file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The configuration is on the clipboard, as TOML.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The command is on the clipboard. Paste it into a shell to repeat the run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The clipboard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no text on the clipboard.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} cannot be read: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} cannot be written: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a configuration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the configuration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{source} does not fit. The configuration is as it was.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Configurations (*.toml);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StepPlot</name>
    <message>
        <source>step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>epoch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>training time</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TrainBar</name>
    <message>
        <source>Train</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train with the present settings; it waits for the job that is running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train with the present settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on with the paused run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause between two steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Force stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End the engine; the run can be resumed from its last checkpoint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop and keep a checkpoint, so that the run can be resumed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on with the run shown here from its checkpoint</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TrainFacts</name>
    <message>
        <source>Epoch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sequences/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Elapsed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clean error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attacked error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attacked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>measured on {n} sequences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clean (n = {n})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attacked (n = {n})</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TrainPage</name>
    <message>
        <source>Train</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing has been trained yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings are filled in. Press Train, and accuracy on clean and on attacked data appears here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TrainPlots</name>
    <message>
        <source>Gradient norm, before clipping</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ValuesView</name>
    <message>
        <source>Values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Values at the step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Feature</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attacked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No sequence yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step {step}. Double click a clean value to change it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>core</name>
    <message>
        <source>&apos;{change}&apos; changes nothing: write PATH=VALUE, such as training.lr=0.001.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&apos;{change}&apos; names no setting here: it must begin with attack. or threat., such as attack.steps=50.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&apos;{eps}&apos; is no list of budgets: write numbers with commas, such as 0,0.1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&apos;{text}&apos; is no setting. Write it as training.epochs=5.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>0: one less than there are cores, so that the window stays smooth.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A click in either plot shows that iteration everywhere.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A double click on a clean value edits it; the network then answers for the edited sequence.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A fault in the program: the run ended without saying how.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A fault in the program: {kind}: {problem}. The details help to mend it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A file of sequences, or an embedded example such as example:japanese_vowels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A file of test sequences. Empty: the test part that belongs to it, or else a share of the training data.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A preset needs a name with at least one letter or digit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Activation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adam</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add random values, cut to the threat; of several draws each sequence keeps the one that hurts most.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adversarial training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adversarial training (Madry)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adversarial training, clean and attacked data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All randomness follows from it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Apple GPU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attack</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attacked minus clean at every step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attacking with eps {eps}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Begin at a random point of the threat.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Both directions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Both paths from start to end, up to the cursor in full colour; final states of other sequences behind.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Budget eps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose at least one run and one budget eps to evaluate.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Classes: cross entropy, or squared error to one-hot vectors. Numeric targets: squared error.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clean and attacked values over time; a point of a single clean curve can be dragged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Climb the loss in small steps, falling back into the threat after each.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clip gradient at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cross entropy needs classes, but the labels of {data} are numbers. Choose the mean squared error, or &apos;as the labels ask&apos;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data that were put together by hand cannot be named in a run, so nobody could repeat it. Save them as .npz and read them with robustgui.load.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Defence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delimited table, one sequence a line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Digits, row by row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Directives, then one sequence a line, features between colons, the label last.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Distribution of the values.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draws</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop every</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop factor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dropout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each value of each step moves by at most eps.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Elman (plain recurrent)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Elman (plain recurrent): Elman 1990, Cognitive Science 14(2).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Epochs between two drops.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Epochs between two measurements.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Epochs over which the budget grows to its full size.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>FGSM (one gradient step)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Factor of the loss on attacked inputs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Factor of the loss on clean inputs; 0: attacked only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Factor of the loss on clean inputs; 0: noisy only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Factor of the loss on noisy inputs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First open step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Follows the training job from its start; a run chosen elsewhere is shown from its folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For the list of runs; empty: made from the settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GPU if there is one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GRU (gated recurrent unit)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GRU (gated recurrent unit): Cho et al. 2014, arXiv:1406.1078.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gaussian</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gradient steps per start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Handwritten digits of 8 x 8 pixels, read from top to bottom: 8 steps with 8 values each. 1797 sequences; a share is set aside for testing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hidden units</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How it learns.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many random perturbations are tried.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many sequences are attacked after each epoch; the final figures always use all of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many steps can be changed; empty: all that follow.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How often to begin anew with the sequences that still stand.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the learning rate changes over the epochs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inner attack</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Japanese Vowels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>L-inf: every value a little</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>L1 penalty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>L1: few values, but more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>L2 penalty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>L2: a bounded total energy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LSTM (long short-term memory)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LSTM (long short-term memory): Hochreiter &amp; Schmidhuber 1997, Neural Computation 9(8).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LSTM in both directions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Largest norm of the gradient; 0: not clipped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Largest size of the perturbation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Length of a step as a share of the budget.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Length of an optimiser step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lower clean_weight L(f(x), y) + weight L(f(x + noise), y), with one fresh draw at every step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lower clean_weight L(f(x), y) + weight max over the threat of L(f(x + delta), y).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lower the loss on clean data.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measure every</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measurement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measuring on attacked data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measuring on clean data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory ran out. Make the batches or the network smaller, or close other programs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Missing values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mixed precision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mixed precision needs an NVIDIA GPU that computes in bfloat16; &apos;{device}&apos; is used here. Switch it off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Momentum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>NVIDIA GPU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nine men say two vowels; the network tells who speaks, from 12 cepstral coefficients over 7 to 29 steps. 270 training and 370 test sequences.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No Apple GPU can be used on this machine. Choose another device.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No NVIDIA GPU can be used: this torch ({version}) finds none. Choose another device, or install a driver and a torch with CUDA.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No checkpoint in {folder} can be read ({problem}). Start the run anew; the stored epochs remain.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No network is training. Press Train, or choose a stored run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Noise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Noise (no knowledge)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Noise augmentation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None (plain training)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Normalise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is called &apos;{name}&apos;: no run, and none of {known}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>NumPy archive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Numbers of the features that may be changed, from 0; empty: all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One line of cards; the pinned inspection has a small line of its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One standard deviation is that of the feature over the training data.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One step of full length along the steepest ascent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One univariate sequence a line, its label in one of the columns.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One univariate sequence a line: label, then values, between tabs or blanks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open features</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Optimiser</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PGD (projected gradient)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Padded arrays, or all steps in one array with offsets.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passes over the training data.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plain training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Probability of the true class and of the class that the attack leads to; below, the predicted class as a strip.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Processor threads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quick look</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Random start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ReLU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read each sequence forwards and backwards and use both.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the run {run}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading {name} …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Readout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recurrent layers on top of one another.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restarts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rule that turns gradients into steps.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SGD</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Says in a picture and in words what the forms hold; a press on a part leads to its settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sequences in one optimiser step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sequences per epoch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of each training class set aside to watch the training; 0 watches the test data.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the last step that is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of values set to zero between layers and before the readout while training.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size of the hidden state of each layer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size of the noise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Statistics come from the training data only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stay in the valid range</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps before this one cannot be changed (from 0).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Strength and reach of the noise.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table and preview of the open dataset; without one, what can be opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test share</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The Euclidean length of the whole perturbation is at most eps.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The attack behind the attacked accuracy.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The attacked value stays between the smallest and largest value of its feature in the training data.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The attacker knows the network and may add a perturbation of length (L2) {eps} in the data&apos;s unit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The attacker knows the network and may add a perturbation of length (L2) {eps} standard deviations.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The attacker knows the network and may change values by {eps} in all (L1), in the data&apos;s unit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The attacker knows the network and may change values by {eps} standard deviations in all (L1).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The attacker knows the network and may move every value by at most {eps} in the data&apos;s unit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The attacker knows the network and may move every value by at most {eps} standard deviations.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cell&apos;s nonlinearity.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The commas inside the numbers of {file} were read as decimal points.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The digits are part of scikit-learn, and its file is not there. Install scikit-learn anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk is full. Make room, then resume the run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The edited sequence has the shape {shape}; it needs one row a step with {features} values.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The edited sequence holds a value that is no finite number. Enter a number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The engine could not start: {problem}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The engine crashed ({signal}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The engine ended by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The engine ended unexpectedly (code {code}: {problem}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The engine was stopped by force.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first column of {file} numbers the lines and was left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder {folder} cannot be written: {problem}. What was stored before is still there. Free some space or choose another folder for runs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The graphics card failed; a new engine takes it up afresh.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The header of {file} says @missing false, but values are missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The labels of {file} were taken from column {column}; a header can name another one &apos;label&apos;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The largest class has {largest} training sequences, the smallest {smallest}: look at the accuracy of each class, not only at the mean.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network is not built yet: the data are still being read. Ask again in a moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network of epoch {epoch} is not stored in {run}. Stored are {stored}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The norm of h&apos;(t) - h(t) over all units of the layer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The preset {file} cannot be deleted: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The preset {file} cannot be read: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The preset {file} cannot be written: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The run {run} has no network yet: none of its epochs is finished.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The run {run} is already running.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The run {run} is finished: there is nothing to resume.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The run {run} is still running. Stop it first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sum of absolute changes is at most eps.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The system ended the engine (SIGKILL). Most often this means that memory ran out: make the batches or the network smaller, or close other programs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The test data have no sequence of these classes: {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The threat opens feature {feature}, but the data have features 0 to {last} only. Correct the open features of the threat.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The threat opens feature {feature}, but {data} has the features 0 to {last}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The training data of {run} have changed since it was started: {now} sequences instead of {then}. Start a new run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are {classes} classes for {sequences} training sequences. If the labels are quantities, write them with decimals, and they become targets to be predicted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no class {target} to aim at. Known: {known}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no example called &apos;{key}&apos;. Known: {known}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no file {path}. Check the spelling, or choose another file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no layer {layer}: the network has {layers}, numbered from 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no list called &apos;{name}&apos;. Known: {known}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no part called &apos;{split}&apos; here. Known: {known}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no sequence {index}: the {split} data have {count}, numbered from 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no setting called &apos;{path}&apos;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no setting called &apos;{path}&apos;. Did you mean &apos;{close}&apos;?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no setting called &apos;{path}&apos;. Known here: {known}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no {kind} called &apos;{name}&apos;. Did you mean &apos;{close}&apos;?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no {kind} called &apos;{name}&apos;. Known: {known}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is not enough memory. Choose a smaller batch size or network, or another device; then resume or start anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These features never change in the training data and tell a network nothing: {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This network predicts numbers, so it has no accuracy. Its mean squared errors are clean_answers.value and attacked_answers.value.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This run has no {split} data. Choose another part.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Threat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Threat to defend against</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Three pictures side by side with one scale for the states and one for their difference.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train in half precision where it is safe; only on an NVIDIA GPU. Attacks stay in full precision.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training diverged: at step {step} (epoch {epoch}) the loss is {loss} and its gradient {norm}. Lower the learning rate (now {lr}), or clip the gradient at a smaller norm (now {clip}; 0 is off).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>UCR archive table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>UEA and UCR archive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unit of the budget</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Validation share</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight of attacked data (lambda)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight of clean data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight of half the sum of squared weights (biases excluded).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight of noisy data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight of the sum of absolute weights (biases excluded).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What a drop multiplies the rate by.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is added.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is learned from.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is measured on the way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What learns.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What looks for the worst input at every step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What makes it robust.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What takes the place of a value that is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What that attack may change.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the inner attack may change.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What trains and attacks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where it runs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where no test data are given, this share of each class is set aside for testing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which hidden states the decision is made from; it can change accuracy by 25 points either way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as the labels ask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>attack</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>constant</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cosine to zero</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cross entropy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>data format</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>defence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>drop in steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>each feature to mean 0, deviation 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>epochs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>features are numbered from 0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>interpolate in time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is empty; a number is needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is not a setting here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is not in this machine; it offers {known}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is written with a comma; write {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>last step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>leave values as they are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>linear to zero</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>maximum over steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mean of the feature</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mean over steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mean squared error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must be a finite number, got {input}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must be a number, got {input}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must be a whole number, got {input}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must be less than {lt}, got {input}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must be more than 0 to train against it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must be more than {gt}, got {input}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must be one of {expected}, got {input}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must be text, got {input}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must be true or false, got {input}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must be {ge} or more, got {input}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must be {le} or less, got {input}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must not be empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must not contain / \ : * ? &quot; &lt; &gt; | or begin with a dot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>needs an NVIDIA GPU; switch it off or choose another device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>needs at least {min_length}, got {actual_length}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>needs the name of one {kind}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of eps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>processor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>random sign</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>standard deviations of each feature</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>takes at most {max_length}, got {actual_length}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tanh</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the data&apos;s own unit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>threat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>uniform</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>view</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} of {total} sequences were set aside for testing, by chance with seed {seed}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} of {total} sequences were set aside for validation, by chance with seed {seed}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} of {total} test sequences are also in the training data, value by value.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{data} has other classes or targets than the network was trained on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{data} has {found} features, but the network was trained on {needed}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} cannot be read as a network: {problem}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} cannot be read or written: {problem}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} cannot be read: {problem}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} cannot be written: {problem}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} could not be written: {problem}. Choose another folder or name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} has no array &apos;{name}&apos; with the labels. Add it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} has no line @data. The file may be cut off; get it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} holds a network without data. Name some with --data.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} holds no sequences. Choose a file that does.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} holds the arrays {names}, but neither &apos;x&apos; (N, T, F) nor &apos;values&apos; with &apos;offsets&apos;. Rename the arrays.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} holds weights, but no network of this program: how they belong together is not said in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} is damaged or of another version: {problem}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} is empty. Choose a file that holds sequences.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} is in no format that can be read here. Convert it to one of these: {formats}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} is no recorded inspection: {problem}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} is no text in UTF-8, so it is no spec. &apos;robustgui new&apos; writes one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} is not UTF-8 and was read as Windows-1252; check the names of the classes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} is not a sound .npz file: it is damaged, cut off or of another kind. Save it again with numpy.savez.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} is not a text file in UTF-8, UTF-16 with a byte order mark, or Windows-1252. If it is text, save it as UTF-8; if it is not, convert it to one of the formats that can be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} needs {needed:.1f} GiB of memory, and {limit:.1f} GiB are allowed here. Use a part of the data.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file}, array &apos;x&apos;: its shape is {shape}, so it has no values. Save it as (N, T, F).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file}, array &apos;{name}&apos;: a target is missing or infinite. Correct it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file}, array &apos;{name}&apos;: it holds Python objects (pickle), and reading them could run a stranger&apos;s program. Save it again as numbers or text of fixed width.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file}, array &apos;{name}&apos;: it must rise from 0 to {steps}, the number of steps in &apos;values&apos;. Correct it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file}, array &apos;{name}&apos;: it needs {count} whole numbers from {low} to {high}. Correct it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file}, array &apos;{name}&apos;: its shape is {shape} and its type {dtype}; {count} labels are needed, as numbers or text. Correct it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file}, array &apos;{name}&apos;: its shape is {shape}, but &apos;x&apos; needs {needed}. Correct it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file}, array &apos;{name}&apos;: its shape is {shape}; {allowed} dimensions are needed. Reshape it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file}, array &apos;{name}&apos;: numbers are needed, not {dtype}. Save it as numbers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file}, array &apos;{name}&apos;: the header claims {count} values, more than the file holds. The file may be cut off or damaged; get it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file}, array &apos;{name}&apos;: {found} names for {count} features. Give one name for each.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file}, line {line} is longer than {limit} characters. Put each sequence on its own line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file}, line {line}, column {column}: &apos;{text}&apos; is not a finite number. Correct it (decimals after a point), or leave the cell empty if the value is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file}, line {line}, column {column}: &apos;{text}&apos; is not a finite number. Correct it, or write NaN if the value is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file}, line {line}, feature {feature}, step {step}: &apos;{text}&apos; is not a finite number. Correct it, or write ? if the value is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file}, line {line}: @{directive} must be followed by a whole number above 0. Correct the line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file}, line {line}: @{directive} must be followed by true or false. Correct the line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file}, line {line}: before the line @data only directives such as @univariate true are allowed. Add the line @data above the first sequence.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file}, line {line}: class &apos;{name}&apos; is not among those that the header declares: {known}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file}, line {line}: feature {feature} has {length} steps, the first one has {first}. Bring the features of a sequence to the same length, with ? for missing values.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file}, line {line}: no label behind a colon at the end. The line may be cut off; add the label.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file}, line {line}: only one column. A line must hold a label and values, with commas, semicolons or tabs between them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file}, line {line}: the label is missing or infinite. Add it, or remove the sequence.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file}, line {line}: the sequence has no values. Remove the line, or add its values.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file}, line {line}: the target &apos;{text}&apos; is not a number. Correct it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file}, line {line}: the target is too large. Divide all targets by a suitable number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file}, line {line}: there is a label but no values behind it. Put the values in the same line, with tabs between them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file}, line {line}: {columns} columns, {width} in the lines above. Fill shorter sequences up with NaN at the end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file}, line {line}: {features} features, {declared} by the header or the lines above. The line may be cut off, or the header be wrong; correct it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file}, line {line}: {length} steps, but the header says @equalLength true, and {declared} steps by the header or the lines above. Write @equalLength false, or correct the line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file}, line {line}: {width} columns, {expected} expected. Fill shorter sequences up with empty cells at the end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file}: beside the label there are no values. Add columns with values.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file}: sequence {index} (counted from 0) has no steps. Remove it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file}: sequence {index}, step {step}, feature {feature} (all counted from 0) is infinite or too large. Write NaN where a value is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file}: sequences with time stamps (@timeStamps true) cannot be read. Save the values at equal distances in time, without the stamps.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file}: the first and the last column could both hold the labels. Add a first line that names the columns, with &apos;label&apos; above the labels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file}: the header says that the sequences have no labels (@classLabel false). Choose a file with labels: a network is trained on them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{folder} cannot be moved to {target}: {problem}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{folder} is no run folder: there is no {file} in it. Choose a folder that &apos;robustgui list&apos; shows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{kind}: {problem}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} cannot be read: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is a device or a pipe. Choose an ordinary data file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is a folder. Choose one data file inside it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} may not be read. Give yourself permission to read it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{source} is not valid TOML: {problem}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{source}: all training sequences are of the class &apos;{name}&apos;. A network learns to tell classes apart; add sequences of another class.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{source}: every value of the feature &apos;{name}&apos; is missing in the training data. Remove the feature.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{source}: no sequence can be set aside, because each class has only one. Check that the labels are in the right column, add sequences, or choose a file of test data.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{source}: the test data have {found} features, the training data {needed}. Choose files that belong together.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{source}: the test data have {found} targets a sequence, the training data {needed}. Choose files that belong together.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{source}: the test labels are names, but those of the training data are numbers to be predicted. Choose files that belong together.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{source}: the test labels are not whole numbers, but those of the training data are classes. Choose files that belong together.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{source}: the training data have no sequence of the class {unknown}; their classes are {known}. Remove those test sequences, or add some of that class to the training data.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{source}: {count} missing values in {sequences} sequences were interpolated in time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{source}: {count} missing values in {sequences} sequences were set to the mean.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
