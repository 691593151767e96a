<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>About</name>
    <message>
        <source>A desktop workbench for e-commerce recommendation and search.</source>
        <translation>面向电商推荐与搜索的桌面工作台。</translation>
    </message>
    <message>
        <source>Sources under the MIT licence. This program links Qt Charts and is distributed under the GNU GPL, version 3.</source>
        <translation>源代码采用 MIT 许可。本程序链接了 Qt Charts，因此以 GNU GPL 第 3 版发布。</translation>
    </message>
    <message>
        <source>Sample shop: Online Retail, given by Dr Daqing Chen (CC0).</source>
        <translation>示例店铺：Online Retail 数据集，由 Daqing Chen 博士提供（CC0）。</translation>
    </message>
    <message>
        <source>About Aisle</source>
        <translation>关于 Aisle</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>Chart</name>
    <message>
        <source>%1, 95 % from</source>
        <translation>%1，95% 区间下限</translation>
    </message>
    <message>
        <source>%1, to</source>
        <translation>%1，上限</translation>
    </message>
</context>
<context>
    <name>ChartNotices</name>
    <message>
        <source>The chart is in %1.</source>
        <translation>图表已保存到 %1。</translation>
    </message>
</context>
<context>
    <name>Choice</name>
    <message>
        <source>events</source>
        <translation>行为事件</translation>
    </message>
    <message>
        <source>shoppers</source>
        <translation>顾客</translation>
    </message>
    <message>
        <source>full softmax</source>
        <translation>完整 softmax</translation>
    </message>
    <message>
        <source>binary cross-entropy</source>
        <translation>二元交叉熵</translation>
    </message>
    <message>
        <source>follows the data</source>
        <translation>随数据而定</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>sampled softmax</source>
        <translation>采样 softmax</translation>
    </message>
    <message>
        <source>gBCE</source>
        <translation>gBCE</translation>
    </message>
    <message>
        <source>BPR-max</source>
        <translation>BPR-max</translation>
    </message>
    <message>
        <source>constant</source>
        <translation>恒定</translation>
    </message>
    <message>
        <source>cosine</source>
        <translation>余弦</translation>
    </message>
    <message>
        <source>on a plateau</source>
        <translation>停滞时降低</translation>
    </message>
    <message>
        <source>Jaccard</source>
        <translation>Jaccard</translation>
    </message>
    <message>
        <source>Pearson</source>
        <translation>皮尔逊</translation>
    </message>
    <message>
        <source>adjusted Pearson</source>
        <translation>调整皮尔逊</translation>
    </message>
    <message>
        <source>TF-IDF</source>
        <translation>TF-IDF</translation>
    </message>
    <message>
        <source>BM25</source>
        <translation>BM25</translation>
    </message>
    <message>
        <source>reciprocal ranks</source>
        <translation>倒数排名</translation>
    </message>
    <message>
        <source>scores</source>
        <translation>分数</translation>
    </message>
    <message>
        <source>vectors</source>
        <translation>向量</translation>
    </message>
    <message>
        <source>categories</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>gradient descent</source>
        <translation>梯度下降</translation>
    </message>
    <message>
        <source>alternating least squares</source>
        <translation>交替最小二乘</translation>
    </message>
    <message>
        <source>GRU</source>
        <translation>GRU</translation>
    </message>
    <message>
        <source>LSTM</source>
        <translation>LSTM</translation>
    </message>
    <message>
        <source>linear</source>
        <translation>线性</translation>
    </message>
    <message>
        <source>second order</source>
        <translation>二阶</translation>
    </message>
    <message>
        <source>third order</source>
        <translation>三阶</translation>
    </message>
    <message>
        <source>of their own and of features</source>
        <translation>自己的加特征的</translation>
    </message>
    <message>
        <source>of features alone</source>
        <translation>只有特征的</translation>
    </message>
    <message>
        <source>begin as features</source>
        <translation>从特征开始</translation>
    </message>
</context>
<context>
    <name>DataCharts</name>
    <message>
        <source>The log has no times.</source>
        <translation>日志中没有时间。</translation>
    </message>
    <message>
        <source>Events per day</source>
        <translation>每日行为事件</translation>
    </message>
    <message numerus="yes">
        <source>Events per %n days</source>
        <translation>
            <numerusform>每 %n 天行为事件</numerusform>
        </translation>
    </message>
    <message>
        <source>events</source>
        <translation>行为事件</translation>
    </message>
    <message>
        <source>Long tail of products</source>
        <translation>商品长尾</translation>
    </message>
    <message>
        <source>rank of the product</source>
        <translation>商品热度排名</translation>
    </message>
    <message>
        <source>No event names a product.</source>
        <translation>没有任何事件涉及商品。</translation>
    </message>
    <message>
        <source>Events per shopper</source>
        <translation>每位顾客的行为事件数</translation>
    </message>
    <message>
        <source>events of a shopper</source>
        <translation>单个顾客的事件数</translation>
    </message>
    <message>
        <source>shoppers</source>
        <translation>顾客</translation>
    </message>
    <message>
        <source>There are no shoppers yet.</source>
        <translation>还没有顾客。</translation>
    </message>
    <message>
        <source>Hour and weekday</source>
        <translation>小时与星期</translation>
    </message>
    <message>
        <source>hour (%1)</source>
        <translation>小时（%1）</translation>
    </message>
    <message>
        <source>Events per hour</source>
        <translation>每小时行为事件数</translation>
    </message>
    <message numerus="yes">
        <source>Events per %n hours</source>
        <translation>
            <numerusform>每 %n 小时行为事件数</numerusform>
        </translation>
    </message>
    <message>
        <source>Events per week</source>
        <translation>每周行为事件数</translation>
    </message>
</context>
<context>
    <name>EpochCurves</name>
    <message>
        <source>Epoch</source>
        <translation>轮次</translation>
    </message>
</context>
<context>
    <name>Error</name>
    <message>
        <source>No product has the key %1, so it cannot be excluded.</source>
        <translation>没有编码为 %1 的商品，无法排除。</translation>
    </message>
    <message>
        <source>The log has more than 255 kinds of events: name those to learn from. Perhaps a column was taken for the kind that is none.</source>
        <translation>日志的事件类型超过 255 种：请指定用于学习的类型，也可能是把别的列当成了事件类型。</translation>
    </message>
    <message>
        <source>The project has no events yet: import a behaviour log.</source>
        <translation>项目中还没有行为事件：请先导入行为日志。</translation>
    </message>
    <message>
        <source>No event of the project names a product.</source>
        <translation>项目中没有任何事件涉及商品。</translation>
    </message>
    <message>
        <source>No event is of a kind to learn from. The log has: %1. Choose kinds, or correct what they mean.</source>
        <translation>没有可用于学习的事件类型。日志中有：%1。请选择类型，或修正其含义。</translation>
    </message>
    <message>
        <source>Excluding products leaves no event.</source>
        <translation>排除商品后没有剩下任何事件。</translation>
    </message>
    <message>
        <source>The chosen shoppers and products have no events.</source>
        <translation>所选顾客与商品没有事件。</translation>
    </message>
    <message>
        <source>No event has a value of %1 or more.</source>
        <translation>没有数值不小于 %1 的事件。</translation>
    </message>
    <message>
        <source>The log has no times, so it cannot be split by time: use user-random or leave-last-out.</source>
        <translation>日志没有时间，无法按时间切分：请用 user-random 或 leave-last-out。</translation>
    </message>
    <message>
        <source>The log does not come split: no event says whether it is for training or for testing. Use another split.</source>
        <translation>日志本身没有划分训练和测试：请换一种切分方式。</translation>
    </message>
    <message>
        <source>The shares of %1 must add up to 1, with something to learn from and to test on.</source>
        <translation>%1 的各部分比例之和须为 1，且训练和测试部分都不能为空。</translation>
    </message>
    <message>
        <source>There is not enough memory for this. Close other programs, filter the data or choose a smaller recommender.</source>
        <translation>内存不足。请关闭其他程序、筛选数据，或换一个更小的算法。</translation>
    </message>
    <message>
        <source>EASE on %1 products needs %2 MB of memory and %3 MB are free: leave out rare products (a higher minimum of events a product), or choose item neighbours.</source>
        <translation>对 %1 个商品运行 EASE 需要 %2 MB 内存，目前可用 %3 MB：请去掉冷门商品（提高每个商品的最少事件数），或改用商品近邻。</translation>
    </message>
    <message>
        <source>There is no device %1: choose auto, cpu or cuda.</source>
        <translation>没有设备 %1：请选 auto、cpu 或 cuda。</translation>
    </message>
    <message>
        <source>CUDA cannot be used: %1 Choose the CPU.</source>
        <translation>无法使用 CUDA：%1 请改用 CPU。</translation>
    </message>
    <message>
        <source>What was learnt could not be stored: %1</source>
        <translation>学习结果无法保存：%1</translation>
    </message>
    <message>
        <source>What this run learnt is damaged or was stored by another version: train it again.</source>
        <translation>这条训练记录的学习结果已损坏，或由其他版本保存：请重新训练。</translation>
    </message>
    <message>
        <source>No NVIDIA GPU can be used: this LibTorch has no CUDA, or the driver shows no device. Choose the CPU.</source>
        <translation>没有可用的 NVIDIA GPU：当前 LibTorch 不含 CUDA，或驱动未发现设备。请改用 CPU。</translation>
    </message>
    <message>
        <source>The matrix of common shoppers could not be inverted in single precision: raise l2.</source>
        <translation>共同顾客矩阵在单精度下无法求逆：请调大 l2。</translation>
    </message>
    <message>
        <source>In epoch %1 the loss is no longer a number, most likely because the learning rate is too high: lower it, or raise l2.</source>
        <translation>第 %1 轮的损失已不是数字，多半是学习率过高：请调低学习率，或调大 l2。</translation>
    </message>
    <message>
        <source>There is no import %1 in this project.</source>
        <translation>项目中没有第 %1 号导入。</translation>
    </message>
    <message>
        <source>%1 was not closed properly and its folder is read-only: copy it together with %2 to a folder that you may write to.</source>
        <translation>%1 上次没有正常关闭，且所在文件夹只读：请把它与 %2 一起复制到可写的文件夹。</translation>
    </message>
    <message>
        <source>There is no project %1.</source>
        <translation>没有项目 %1。</translation>
    </message>
    <message>
        <source>%1 is not an Aisle project.</source>
        <translation>%1 不是 Aisle 项目。</translation>
    </message>
    <message>
        <source>%1 cannot be changed. %2</source>
        <translation>%1 无法修改。%2</translation>
    </message>
    <message>
        <source>%1 was written by an older Aisle and must be opened for writing once. %2</source>
        <translation>%1 由旧版 Aisle 写成，需要先以可写方式打开一次。%2</translation>
    </message>
    <message>
        <source>%1 is there already: choose another name or open it.</source>
        <translation>%1 已经存在：请换个名字，或直接打开它。</translation>
    </message>
    <message>
        <source>%1 cannot be written (%2): choose a folder that you may write to.</source>
        <translation>%1 无法写入（%2）：请选择可写的文件夹。</translation>
    </message>
    <message>
        <source>No backup of %1 could be written to %2, so the project was left as it is.</source>
        <translation>无法把 %1 备份到 %2，项目保持原样。</translation>
    </message>
    <message>
        <source>%1 was written by a newer Aisle (format %2, this one reads up to %3): update Aisle.</source>
        <translation>%1 由新版 Aisle 写成（格式 %2，本程序最多支持 %3）：请升级 Aisle。</translation>
    </message>
    <message>
        <source>There is no room left on the disk for %1. Nothing that was stored is lost: make room and try again.</source>
        <translation>磁盘空间不足，无法写入 %1。已保存的内容没有丢失：请腾出空间后重试。</translation>
    </message>
    <message>
        <source>%1 is damaged: open a copy from before, or import the logs again.</source>
        <translation>%1 已损坏：请打开以前的副本，或重新导入日志。</translation>
    </message>
    <message>
        <source>Another program is writing to %1: try again when it has finished.</source>
        <translation>另一个程序正在写入 %1：请等它结束后重试。</translation>
    </message>
    <message>
        <source>%1 is open for reading only: nothing can be stored in it.</source>
        <translation>%1 以只读方式打开，无法保存内容。</translation>
    </message>
    <message>
        <source>There is no file %1.</source>
        <translation>没有文件 %1。</translation>
    </message>
    <message>
        <source>%1 cannot be opened: %2.</source>
        <translation>无法打开 %1：%2。</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2.</source>
        <translation>无法读取 %1：%2。</translation>
    </message>
    <message>
        <source>%1 ends in the middle of its packed data: get a complete copy.</source>
        <translation>%1 的压缩数据不完整：请获取完整的副本。</translation>
    </message>
    <message>
        <source>%1 is damaged (its packed data or checksum is wrong): get another copy.</source>
        <translation>%1 已损坏（压缩数据或校验和有误）：请换一份副本。</translation>
    </message>
    <message>
        <source>%1 unpacks to more than the limit of %2 bytes and was not read on.</source>
        <translation>%1 解压后超过 %2 字节的上限，已停止读取。</translation>
    </message>
    <message>
        <source>%1 unpacks to more than %2 times its size, the limit, and was not read on.</source>
        <translation>%1 解压后超过原大小的 %2 倍（上限），已停止读取。</translation>
    </message>
    <message>
        <source>%1 holds more than %2 files, the limit.</source>
        <translation>%1 中的文件超过 %2 个的上限。</translation>
    </message>
    <message>
        <source>Nothing can be stored in %1. %2</source>
        <translation>无法向 %1 保存内容。%2</translation>
    </message>
    <message>
        <source>%1 could not be read.</source>
        <translation>%1 无法读取。</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2.</source>
        <translation>%1 无法写入：%2。</translation>
    </message>
    <message>
        <source>There is no encoding %1: name one such as UTF-8, GB18030, Big5 or windows-1252.</source>
        <translation>没有编码 %1：请写 UTF-8、GB18030、Big5 或 windows-1252 之类的名称。</translation>
    </message>
    <message>
        <source>There is no column %1 in %2.</source>
        <translation>%2 中没有列 %1。</translation>
    </message>
    <message>
        <source>No column of %1 is an order or session: name it.</source>
        <translation>%1 中没有订单或会话列：请指定。</translation>
    </message>
    <message>
        <source>The column taken for the kind of event has more than 1,000 different words, such as &quot;%1&quot;: name another one.</source>
        <translation>被当作事件类型的列有 1,000 种以上不同的值（如“%1”）：请另选一列。</translation>
    </message>
    <message>
        <source>%1 names no format: end it in .csv, .csv.gz, .jsonl or .jsonl.gz.</source>
        <translation>无法从 %1 看出格式：请以 .csv、.csv.gz、.jsonl 或 .jsonl.gz 结尾。</translation>
    </message>
    <message>
        <source>There is nothing to read in %1.</source>
        <translation>%1 中没有可读的内容。</translation>
    </message>
    <message>
        <source>The separator of %1 is empty: name one.</source>
        <translation>%1 的分隔符为空：请指定。</translation>
    </message>
    <message>
        <source>%1 is not a text file: save the data as CSV and import that.</source>
        <translation>%1 不是文本文件：请另存为 CSV 再导入。</translation>
    </message>
    <message>
        <source>There is nothing in %1.</source>
        <translation>%1 是空的。</translation>
    </message>
    <message>
        <source>A temporary file in %1 could not be written or read: %2</source>
        <translation>无法读写 %1 中的临时文件：%2</translation>
    </message>
    <message>
        <source>There is no time zone %1: name one such as Europe/London or Asia/Shanghai.</source>
        <translation>没有时区 %1：请写 Europe/London 或 Asia/Shanghai 之类的名称。</translation>
    </message>
    <message>
        <source>%1: %2 is encrypted: unpack it with its password and import the file.</source>
        <translation>%1：%2 已加密：请用密码解压后再导入文件。</translation>
    </message>
    <message>
        <source>%1: %2 is packed with a method that is not known here: unpack it and import the file.</source>
        <translation>%1：%2 使用了不支持的压缩方式：请解压后再导入文件。</translation>
    </message>
    <message>
        <source>%1: %2 is a link or its name leads out of the archive; it was not read.</source>
        <translation>%1：%2 是链接，或其路径指向压缩包之外，没有读取。</translation>
    </message>
    <message>
        <source>%1 holds nothing that can be read as a table (%2).</source>
        <translation>%1 中没有可作为表格读取的内容（%2）。</translation>
    </message>
    <message>
        <source>%1 is damaged, cut off or no zip archive: get another copy.</source>
        <translation>%1 已损坏、不完整或不是 zip 压缩包：请换一份副本。</translation>
    </message>
    <message>
        <source>There is no data in %1.</source>
        <translation>%1 中没有数据。</translation>
    </message>
    <message>
        <source>There is no %2 in %1.</source>
        <translation>%1 中没有 %2。</translation>
    </message>
    <message>
        <source>%1 is damaged: its size or checksum is not what the archive says. Get another copy.</source>
        <translation>%1 已损坏：大小或校验和与压缩包所述不符。请换一份副本。</translation>
    </message>
    <message>
        <source>%1 is a spreadsheet: save it as CSV and import that.</source>
        <translation>%1 是电子表格：请另存为 CSV 再导入。</translation>
    </message>
    <message>
        <source>The saved state of this run is damaged: train it again.</source>
        <translation>这条训练记录保存的状态已损坏：请重新训练。</translation>
    </message>
    <message>
        <source>There is no run %1 in this project.</source>
        <translation>项目中没有第 %1 号训练记录。</translation>
    </message>
    <message>
        <source>Run %1 has no saved state: train it again.</source>
        <translation>第 %1 号训练记录没有保存状态：请重新训练。</translation>
    </message>
    <message>
        <source>The project&apos;s data has changed since run %1 was trained, so the list it was judged by cannot be shown. The list as of today can.</source>
        <translation>第 %1 号训练之后项目数据有变化，无法显示当时评测所用的列表，但可以显示截至今天的列表。</translation>
    </message>
    <message>
        <source>This recommender places nothing on a map: it has no vectors. Choose a run of EASE, ItemKNN, BPR-MF or SASRec.</source>
        <translation>这个算法没有向量，无法画在地图上。请选择 EASE、ItemKNN、BPR-MF 或 SASRec 的训练记录。</translation>
    </message>
    <message>
        <source>Runs %1 and %2 have no shopper and metric in common: evaluate one under the protocol of the other.</source>
        <translation>第 %1 号与第 %2 号训练记录没有共同的顾客和指标：请按另一条的口径重新评测其中一条。</translation>
    </message>
    <message>
        <source>These two runs have no figure about the same shoppers: compare two runs that were judged on the same test part.</source>
        <translation>这两条训练记录没有针对相同顾客的指标：请比较在同一测试段上评测的两条。</translation>
    </message>
    <message>
        <source>Two runs must be compared to find shoppers by what changed: put a second run beside the first.</source>
        <translation>按变化查找顾客需要两条训练记录：请再选一条来比较。</translation>
    </message>
    <message>
        <source>This shopper is not in the project any more: choose another.</source>
        <translation>项目中已没有这位顾客：请另选一位。</translation>
    </message>
    <message>
        <source>Targets cannot be %1: choose all, next or each-next.</source>
        <translation>目标不能是 %1：请选 all、next 或 each-next。</translation>
    </message>
    <message>
        <source>The mask cannot be %1: choose seen or none.</source>
        <translation>屏蔽方式不能是 %1：请选 seen 或 none。</translation>
    </message>
    <message>
        <source>The project&apos;s data has changed since run %1 was trained, so its test part is no longer what it was. Train it again to judge it on today&apos;s data.</source>
        <translation>第 %1 号训练之后项目数据有变化，测试段已与当时不同。请重新训练，以便用现在的数据评测。</translation>
    </message>
    <message>
        <source>There is no product %1 in this project.</source>
        <translation>项目中没有商品 %1。</translation>
    </message>
    <message>
        <source>There is no shopper %1 in this project.</source>
        <translation>项目中没有顾客 %1。</translation>
    </message>
    <message>
        <source>Line %2 of %1 cannot be read (%3).</source>
        <translation>%1 第 %2 行无法读取（%3）。</translation>
    </message>
    <message>
        <source>A report compares at most %1 runs.</source>
        <translation>一份报告最多比较 %1 条训练记录。</translation>
    </message>
    <message>
        <source>This build of LibTorch is for the CPU only; `./dev setup --cuda` fetches the CUDA build (about 4 GB).</source>
        <translation>当前 LibTorch 仅支持 CPU；运行 ./dev setup --cuda 可获取 CUDA 版（约 4 GB）。</translation>
    </message>
    <message>
        <source>This build of LibTorch is for the CPU only, and no NVIDIA GPU was found.</source>
        <translation>当前 LibTorch 仅支持 CPU，也没有找到 NVIDIA GPU。</translation>
    </message>
    <message>
        <source>An NVIDIA GPU is there but its driver does not work with this CUDA build: update the driver.</source>
        <translation>有 NVIDIA GPU，但驱动与当前 CUDA 版本不匹配：请更新驱动。</translation>
    </message>
    <message>
        <source>No NVIDIA GPU was found.</source>
        <translation>没有找到 NVIDIA GPU。</translation>
    </message>
    <message>
        <source>%1 needs a recommender that predicts ratings and ratings that were held out: choose a metric of lists, such as NDCG@10.</source>
        <translation>%1 需要能预测评分的算法，并且要有留出的评分：请改选列表指标，如 NDCG@10。</translation>
    </message>
    <message>
        <source>The products have neither titles nor categories or other attributes to compare: load a catalogue first.</source>
        <translation>商品既没有标题，也没有类目或其他属性可比较：请先导入商品目录。</translation>
    </message>
    <message>
        <source>%1 cannot be the base of a hybrid: it takes a recommender that learns from events, such as item-knn or ease.</source>
        <translation>%1 不能作为混合推荐的基础：请选从事件中学习的算法，如 item-knn 或 ease。</translation>
    </message>
    <message>
        <source>The products have no categories: load a catalogue that names them, or take &quot;popularity&quot; instead.</source>
        <translation>商品没有类目：请导入带类目的商品目录，或改用 &quot;popularity&quot;。</translation>
    </message>
    <message>
        <source>The log has no times, so nothing says what sells lately. Take &quot;popularity&quot; instead.</source>
        <translation>日志没有时间，无法得知近期热销什么。请改用 &quot;popularity&quot;。</translation>
    </message>
    <message>
        <source>There is no category to put a cap on: load a catalogue or set the category cap to 0.</source>
        <translation>没有类目可设上限：请导入商品目录，或把类目上限设为 0。</translation>
    </message>
    <message>
        <source>No product&apos;s key is the number of a row of %1: these weights belong to another catalogue.</source>
        <translation>没有商品的编码等于 %1 中的行号：这些权重属于另一份商品目录。</translation>
    </message>
    <message>
        <source>The GPU has not enough memory for this (%1). Choose a smaller batch or fewer factors, or train on the CPU.</source>
        <translation>显存不足（%1）。请减小批量或因子数，或改用 CPU 训练。</translation>
    </message>
    <message>
        <source>The GPU failed (%1). Try again, or train on the CPU.</source>
        <translation>GPU 出错（%1）。请重试，或改用 CPU 训练。</translation>
    </message>
    <message>
        <source>A kept run cannot be changed through another one.</source>
        <translation>不能通过另一条训练记录修改已保存的记录。</translation>
    </message>
    <message>
        <source>The log has no ratings, which adjusted-pearson compares: choose cosine, jaccard or pearson.</source>
        <translation>日志没有评分，无法使用 adjusted-pearson：请选 cosine、jaccard 或 pearson。</translation>
    </message>
    <message>
        <source>No event that is learnt from has a rating: choose kinds of events that have values, or a recommender that needs none.</source>
        <translation>用于学习的事件都没有评分：请选带数值的事件类型，或不需要评分的算法。</translation>
    </message>
    <message>
        <source>This recommender cannot learn new events on top: train it from scratch.</source>
        <translation>这个算法不能在原有基础上学习新事件：请重新训练。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; does not name runs: write their numbers like 3,5:2, where a weight above 0 may follow a colon.</source>
        <translation>&quot;%1&quot; 没有指明训练记录：请像 3,5:2 这样写编号，冒号后可写大于 0 的权重。</translation>
    </message>
    <message>
        <source>Run %1 cannot be built upon.</source>
        <translation>不能以第 %1 号训练记录为基础。</translation>
    </message>
    <message>
        <source>This recommender builds upon kept runs, and there is none that was judged on the same split: train another recommender first, or name the runs.</source>
        <translation>这个算法以已有训练记录为基础，但没有在同一切分上评测过的记录：请先训练其他算法，或指定训练记录。</translation>
    </message>
    <message>
        <source>%1 is no sound safetensors file: %2.</source>
        <translation>%1 不是有效的 safetensors 文件：%2。</translation>
    </message>
    <message>
        <source>The weights in %1 cannot be read: %2.</source>
        <translation>无法读取 %1 中的权重：%2。</translation>
    </message>
    <message>
        <source>%1 has no tensor %2.</source>
        <translation>%1 中没有张量 %2。</translation>
    </message>
    <message>
        <source>The tensor %2 of %1 has the type %3: real numbers are needed.</source>
        <translation>%1 的张量 %2 类型是 %3：需要实数。</translation>
    </message>
    <message>
        <source>The tensors of %1 are not called as those of a Transformer over products (item_embeddings.weight, position_embeddings.weight, LayerNorm.weight, item_encoder.layer.0...): it cannot be taken as a start.</source>
        <translation>%1 中的张量名称不像商品 Transformer（item_embeddings.weight、position_embeddings.weight、LayerNorm.weight、item_encoder.layer.0……）：不能用作起点。</translation>
    </message>
    <message>
        <source>The tensor %2 of %1 has not the expected shape.</source>
        <translation>%1 的张量 %2 形状不符。</translation>
    </message>
    <message>
        <source>%1 has %2 layers of width %3, which %4 heads cannot share.</source>
        <translation>%1 有 %2 层、宽度 %3，无法由 %4 个头平分。</translation>
    </message>
    <message>
        <source>%1 needs to know when events happened, and this log has no times: import the log again with its column of times, or choose a recommender that needs none.</source>
        <translation>%1 需要知道事件发生的时间，而此日志没有时间：请带上时间列重新导入，或选不需要时间的算法。</translation>
    </message>
    <message>
        <source>%1 needs ratings or other values of events, and this log has none: import the log again with that column, or choose a recommender that needs none.</source>
        <translation>%1 需要评分或其他事件数值，而此日志没有：请带上该列重新导入，或选不需要的算法。</translation>
    </message>
    <message>
        <source>%1 needs titles, categories or other words about products, and this project has none: load a catalogue, or choose a recommender that needs none.</source>
        <translation>%1 需要标题、类目或其他描述商品的文字，而此项目没有：请导入商品目录，或选不需要的算法。</translation>
    </message>
    <message>
        <source>%1 needs categories, brands or other attributes of products, and this project has none: load a catalogue, or choose a recommender that needs none.</source>
        <translation>%1 需要类目、品牌或其他商品属性，而此项目没有：请导入商品目录，或选不需要的算法。</translation>
    </message>
    <message>
        <source>%1 needs pictures of products, and this project has none: choose a recommender that needs none.</source>
        <translation>%1 需要商品图片，而此项目没有：请选不需要的算法。</translation>
    </message>
    <message>
        <source>%1 builds upon kept runs, and this project has none: train another recommender first.</source>
        <translation>%1 以已有训练记录为基础，而此项目还没有：请先训练其他算法。</translation>
    </message>
    <message>
        <source>%1 cannot start from pretrained weights. These can: %2.</source>
        <translation>%1 不能从预训练权重开始。可以的有：%2。</translation>
    </message>
    <message>
        <source>Run %1 learnt from other events than this training may, so that its figures would be too good. Train it with the same split, seed and filters, or train this one with the split &quot;none&quot;.</source>
        <translation>第 %1 号训练记录学习过本次训练不该看到的事件，指标会虚高。请用相同的切分、种子和筛选重新训练它，或以 &quot;none&quot; 切分训练本次。</translation>
    </message>
    <message>
        <source>Run %1 was stopped while training: go on with it first.</source>
        <translation>第 %1 号训练记录在训练中被中断：请先继续训练。</translation>
    </message>
    <message>
        <source>The project has no such product any more: the import that brought it was taken back.</source>
        <translation>项目中已没有这个商品：带来它的导入已被撤销。</translation>
    </message>
    <message>
        <source>The project&apos;s data has changed since run %1 was stopped, so it cannot go on: train it from the start.</source>
        <translation>自第 %1 号训练中断以来项目数据已变化，无法继续：请重新训练。</translation>
    </message>
    <message>
        <source>Nothing to learn from came since run %1.</source>
        <translation>自第 %1 号训练记录以来没有新事件可学。</translation>
    </message>
    <message>
        <source>Run %1 was not stopped while training, so there is nothing to go on with.</source>
        <translation>第 %1 号训练记录没有中断过，不需要继续。</translation>
    </message>
    <message>
        <source>%1 has no column in common with this file: name the column that both have alike in the two files.</source>
        <translation>%1 与此文件没有共同的列：请指出两个文件中含义相同的列。</translation>
    </message>
    <message>
        <source>%1 has other columns than import %2: import it without --like.</source>
        <translation>%1 的列与第 %2 次导入不同：请去掉 --like 再导入。</translation>
    </message>
    <message>
        <source>%1 was not recognised as a log, a catalogue or a table of shoppers. %2 Name its columns (--user, --item), or load it with `items`.</source>
        <translation>%1 没有被识别为日志、商品目录或顾客表。%2 请指定列（--user、--item），或用 `items` 导入。</translation>
    </message>
    <message>
        <source>Line %2 of %1 has too few fields.</source>
        <translation>%1 的第 %2 行字段不足。</translation>
    </message>
    <message>
        <source>In line %2 of %1 the %3 is no number: %4.</source>
        <translation>%1 的第 %2 行中，%3 不是数字：%4。</translation>
    </message>
    <message>
        <source>%1 has no rows of a user and an item.</source>
        <translation>%1 中没有由顾客和商品组成的行。</translation>
    </message>
    <message>
        <source>%1 has no header, and in line %2 its last field, taken for the score, is no number: %3.</source>
        <translation>%1 没有表头，第 %2 行的最后一个字段（被当作得分）不是数字：%3。</translation>
    </message>
    <message>
        <source>%1 cannot be read with the rights of this user.</source>
        <translation>当前用户的权限无法读取 %1。</translation>
    </message>
    <message>
        <source>The column %1 cannot be %2 and %3 at once: name another one for one of them.</source>
        <translation>列 %1 不能同时是 %2 和 %3：请为其中之一指定另一列。</translation>
    </message>
    <message>
        <source>%1 has one column only (%2): choose another separator, or a file that has both shoppers and products.</source>
        <translation>%1 只有一列（%2）：请选择其他分隔符，或选择同时含有顾客和商品的文件。</translation>
    </message>
    <message>
        <source>%1 was imported before (import %2): nothing was changed.</source>
        <translation>%1 此前已导入（第 %2 次导入）：没有任何改动。</translation>
    </message>
    <message>
        <source>No column of %1 looks like a shopper: name it. Its columns are: %2.</source>
        <translation>%1 中没有看起来是顾客的列：请指定。它的列有：%2。</translation>
    </message>
    <message>
        <source>No column of %1 looks like a product: name it. Its columns are: %2.</source>
        <translation>%1 中没有看起来是商品的列：请指定。它的列有：%2。</translation>
    </message>
    <message>
        <source>%1 is a project, which a result never replaces: choose another name.</source>
        <translation>%1 是项目文件，结果不会覆盖项目：请换一个名称。</translation>
    </message>
    <message>
        <source>%1 names no page: end it in .html or .htm. The window writes .pdf, too.</source>
        <translation>%1 不是网页文件名：请以 .html 或 .htm 结尾。窗口中还可写出 .pdf。</translation>
    </message>
    <message>
        <source>No import of this project has the columns of %1: import it without --like.</source>
        <translation>本项目没有与 %1 列相同的导入：请不带 --like 导入。</translation>
    </message>
    <message>
        <source>%1 was imported before (import %2): nothing was changed. --replace %2 puts it in that import&apos;s place, --again imports it once more, for events that really happened twice.</source>
        <translation>%1 此前已导入（第 %2 次导入）：没有任何改动。--replace %2 用它取代那次导入；若事件确实发生了两次，用 --again 再导入一次。</translation>
    </message>
    <message>
        <source>%1 has one column only (%2): name another separator with --separator, or a file that has both shoppers and products.</source>
        <translation>%1 只有一列（%2）：请用 --separator 指定其他分隔符，或给出同时含有顾客和商品的文件。</translation>
    </message>
    <message>
        <source>Run %1 is kept, but its lists are not written. %2</source>
        <translation>训练记录 %1 已保存，但其列表没有写出。%2</translation>
    </message>
    <message>
        <source>%1 cannot be &quot;%2&quot;. It takes: %3.</source>
        <translation>%1 不能取 &quot;%2&quot;。可取：%3。</translation>
    </message>
    <message>
        <source>A fusion puts the lists of two runs or more together, and there is one here: train another recommender first, or name more runs.</source>
        <translation>融合需要把两条或更多训练记录的列表合在一起，而这里只有一条：请先训练另一个算法，或指定更多训练记录。</translation>
    </message>
    <message>
        <source>%1 is of a network whose %2 is %3, so it cannot be %4 here.</source>
        <translation>%1 中网络的 %2 是 %3，因此这里不能取 %4。</translation>
    </message>
    <message>
        <source>The tensor %2 of %1 holds values that are no numbers.</source>
        <translation>%1 的张量 %2 中含有非数值。</translation>
    </message>
    <message>
        <source>This training needs about %1 MB of memory and %2 MB are free: leave out rare products and shoppers (a higher minimum of events), or choose fewer factors or a smaller recommender.</source>
        <translation>该训练约需 %1 MB 内存，目前可用 %2 MB：请去掉少见的商品和顾客（提高最少事件数），或选择更少的因子、更小的算法。</translation>
    </message>
    <message>
        <source>In epoch %1 what is learnt grew beyond every number, most likely because too little holds it back: raise l2, or lower the learning rate.</source>
        <translation>第 %1 轮中学到的数值超出了可表示的范围，多半是约束不足所致：请提高 l2，或降低学习率。</translation>
    </message>
    <message>
        <source>Nothing says which products are similar: the run has no vectors and the catalogue no categories. Set the diversity to 0, choose another run or load a catalogue.</source>
        <translation>无法判断哪些商品相似：这条训练记录没有向量，目录也没有类目。请把多样性设为 0、另选训练记录或导入目录。</translation>
    </message>
    <message>
        <source>What was learnt gives scores that are no numbers, most likely because too little held it back: train again with a higher l2.</source>
        <translation>学到的结果给出的分数不是有效数值，多半是训练时约束不足：请提高 l2 后重新训练。</translation>
    </message>
    <message>
        <source>There is nothing in %1 that can be read.</source>
        <translation>%1 中没有可以读取的内容。</translation>
    </message>
    <message>
        <source>There is no way to re-rank lists called %1.</source>
        <translation>没有名为 %1 的列表重排方法。</translation>
    </message>
    <message>
        <source>Aisle made a mistake of its own and stopped: nothing that was stored is lost. Please report what you did.</source>
        <translation>Aisle 自身出错并已停止：已保存的内容没有丢失。请反馈您当时的操作。</translation>
    </message>
    <message>
        <source>No event is of a shopper and a product that the project has: it is damaged, so import the logs again.</source>
        <translation>没有任何事件对应项目中的顾客和商品：项目已损坏，请重新导入日志。</translation>
    </message>
    <message>
        <source>In line %2 of %1 the score is %3, which has no place in an order: leave the line out or give it a number.</source>
        <translation>%1 第 %2 行的得分为 %3，无法参与排序：请去掉该行或改为数字。</translation>
    </message>
    <message>
        <source>In line %2 of %1 the rank is %3: ranks are whole numbers from 1.</source>
        <translation>%1 第 %2 行的名次为 %3：名次应为从 1 开始的整数。</translation>
    </message>
    <message>
        <source>No user of %1 is in %2: the one has %3, the other %4. Written %5, %6 would meet.</source>
        <translation>%1 中没有任何顾客出现在 %2 中：前者如 %3，后者如 %4。若写成%5，有 %6 个能够对应。</translation>
    </message>
    <message>
        <source>No item of %1 is in %2: the one has %3, the other %4. Written %5, %6 would meet.</source>
        <translation>%1 中没有任何商品出现在 %2 中：前者如 %3，后者如 %4。若写成%5，有 %6 个能够对应。</translation>
    </message>
    <message>
        <source>No user of %1 is in %2: the one has such as %3, the other such as %4. Do the files belong together?</source>
        <translation>%1 中没有任何顾客出现在 %2 中：前者如 %3，后者如 %4。这两个文件属于同一份数据吗？</translation>
    </message>
    <message>
        <source>No item of %1 is in %2: the one has such as %3, the other such as %4. Do the files belong together?</source>
        <translation>%1 中没有任何商品出现在 %2 中：前者如 %3，后者如 %4。这两个文件属于同一份数据吗？</translation>
    </message>
    <message>
        <source>This process may use %1 MB of address space more (ulimit -v), and needs %2 MB at least: raise that limit.</source>
        <translation>此进程最多还能使用 %1 MB 地址空间（ulimit -v），而至少需要 %2 MB：请提高该限制。</translation>
    </message>
    <message>
        <source>What is kept of run %1 is damaged: train it again or delete it.</source>
        <translation>训练记录 %1 保存的内容已损坏：请重新训练或删除它。</translation>
    </message>
    <message>
        <source>%1 is empty: what was to make it ended before anything was stored. Import again under this name.</source>
        <translation>%1 是空的：创建它的过程在保存任何内容之前就已结束。请以此名称重新导入。</translation>
    </message>
    <message>
        <source>Something in %1 that Aisle did not make keeps it from being read: aisle-cli rescue writes a clean copy.</source>
        <translation>%1 中有并非由 Aisle 创建的内容，导致无法读取：可用 aisle-cli rescue 写出干净的副本。</translation>
    </message>
    <message>
        <source>%1 could not be read from its disk or written to it: see that the disk and its folder are there, or use a copy on another one.</source>
        <translation>无法在磁盘上读取或写入 %1：请确认磁盘及其文件夹可用，或使用其他磁盘上的副本。</translation>
    </message>
    <message>
        <source>Something in the project %1 is not as Aisle keeps it: open a copy from before, or import the logs again.</source>
        <translation>项目 %1 中的某些内容与 Aisle 的保存方式不符：请打开之前的副本，或重新导入日志。</translation>
    </message>
    <message>
        <source>The columns of %1 change at line %2, where another header stands: cut the file there and import its parts together.</source>
        <translation>%1 的列从第 %2 行起改变，那里出现了另一个表头：请在该处拆分文件，再一起导入各部分。</translation>
    </message>
    <message>
        <source>%1 has a line of %2 fields; a table may have %3 columns: name its separator, or --layout adjacency or sequences where a line lists products.</source>
        <translation>%1 中有一行含 %2 个字段，而表格最多 %3 列：请指定分隔符；若一行列出多个商品，请使用 --layout adjacency 或 sequences。</translation>
    </message>
    <message>
        <source>%1 is a device, not a file: name a file, or send the text through a pipe.</source>
        <translation>%1 是设备而不是文件：请指定文件，或通过管道传入文本。</translation>
    </message>
    <message>
        <source>What comes from %1 cannot be kept in %2 while it is read: %3. Free space there, or name a file.</source>
        <translation>读取时无法将来自 %1 的内容保存到 %2：%3。请在那里腾出空间，或指定一个文件。</translation>
    </message>
    <message>
        <source>%1 is no date that days can be counted from: write days@2017-01-31.</source>
        <translation>%1 不是可以作为起点的日期：请写成 days@2017-01-31。</translation>
    </message>
    <message>
        <source>%1 says nothing of shoppers, and none of its columns (%2) can be one. Where another file says whose the rows are, look it up with --join FILE --on COLUMN; a list of products is loaded with `items`.</source>
        <translation>%1 中没有顾客，其各列（%2）都不可能是顾客。若另一个文件说明了各行属于谁，请用 --join FILE --on COLUMN 查找；商品列表请用 `items` 载入。</translation>
    </message>
    <message>
        <source>%1 says nothing of products, and none of its columns (%2) can be one. Where another file says what the rows are about, look it up with --join FILE --on COLUMN; a list of shoppers is imported beside their log.</source>
        <translation>%1 中没有商品，其各列（%2）都不可能是商品。若另一个文件说明了各行对应什么，请用 --join FILE --on COLUMN 查找；顾客列表请与其日志一起导入。</translation>
    </message>
    <message>
        <source>No column of %1 looks like a shopper: name it with --user COLUMN. It may be one of these: %2.</source>
        <translation>%1 中没有看起来像顾客的列：请用 --user COLUMN 指定。可能是其中之一：%2。</translation>
    </message>
    <message>
        <source>No column of %1 looks like a product: name it with --item COLUMN. It may be one of these: %2.</source>
        <translation>%1 中没有看起来像商品的列：请用 --item COLUMN 指定。可能是其中之一：%2。</translation>
    </message>
    <message>
        <source>%1 is no list of products: it has more than %2 MB.</source>
        <translation>%1 不是商品列表：它超过 %2 MB。</translation>
    </message>
    <message>
        <source>This process may not open enough files at a time: raise that limit to 256 (ulimit -n), or close what else it has open.</source>
        <translation>此进程可同时打开的文件太少：请将该限制提高到 256（ulimit -n），或关闭它打开的其他文件。</translation>
    </message>
    <message>
        <source>%1 has a name, or a folder in it, that is not written in UTF-8 (what cannot be read is shown as �): rename it.</source>
        <translation>%1 的名称或其中某个文件夹的名称不是 UTF-8 编码（无法识别之处显示为 �）：请重命名。</translation>
    </message>
    <message>
        <source>Returns cannot be %1: choose cancel or keep.</source>
        <translation>退货不能为 %1：请选择 cancel 或 keep。</translation>
    </message>
    <message>
        <source>%1 cannot weigh %2: a weight lies between 0.001 and 1000000.</source>
        <translation>%1 的权重不能为 %2：权重应在 0.001 与 1000000 之间。</translation>
    </message>
    <message>
        <source>%1 names no candidates: write all, catalogue, new, uniform:99 or popular:99.</source>
        <translation>%1 不是候选的写法：请写 all、catalogue、new、uniform:99 或 popular:99。</translation>
    </message>
    <message>
        <source>No file has a column %1 in its first line: write its name as it stands there, or its number from 1.</source>
        <translation>没有文件的首行含有列 %1：请按首行中的写法写出列名，或写从 1 开始的列号。</translation>
    </message>
    <message>
        <source>No row of %1 counts as wanted: all are below %2.</source>
        <translation>%1 中没有一行算作想要：全部低于 %2。</translation>
    </message>
    <message>
        <source>%1 has no column of values that a least relevance could be asked of: name it with --relevance COL.</source>
        <translation>%1 没有可以要求最低相关度的数值列：请用 --relevance COL 指明。</translation>
    </message>
    <message>
        <source>The column %2 of %1 tells more than %3 runs apart: it is none that names programs. Name another with --run COL.</source>
        <translation>%1 的列 %2 区分出超过 %3 个运行：它不是标明程序的列。请用 --run COL 指明另一列。</translation>
    </message>
    <message>
        <source>%1 has no lists.</source>
        <translation>%1 中没有列表。</translation>
    </message>
    <message>
        <source>%1 has two lists of user %2, as lines %3 and %4 say, and no column tells them apart: keep one list a user, or name the column that says whose list it is with --run COL.</source>
        <translation>%1 中顾客 %2 有两个列表（见第 %3 行和第 %4 行），且没有列能区分它们：请为每个顾客只保留一个列表，或用 --run COL 指明区分列表的列。</translation>
    </message>
    <message>
        <source>%1 has two lists of user %2, as lines %3 and %4 say: keep one list a user, or name the column that says whose list it is with --run COL. Columns without a use: %5.</source>
        <translation>%1 中顾客 %2 有两个列表（见第 %3 行和第 %4 行）：请为每个顾客只保留一个列表，或用 --run COL 指明区分列表的列。未使用的列：%5。</translation>
    </message>
    <message>
        <source>%1 names no %2 column: its first line must name %3, or there must be no header at all. Which column is what can be said: --user COL, --item COL, --rank COL, --score COL.</source>
        <translation>%1 没有指明 %2 列：首行必须写出 %3，或者完全没有表头。可以指明各列：--user COL、--item COL、--rank COL、--score COL。</translation>
    </message>
    <message>
        <source>part-defaults cannot be &quot;%1&quot;. It takes: today, 0.1.</source>
        <translation>part-defaults 不能是“%1”。可取：today、0.1。</translation>
    </message>
    <message>
        <source>Run %1 cannot be deleted: run %2 is built upon it and was too large to keep a copy of it. Delete run %2 before, or both together.</source>
        <translation>训练记录 %1 不能删除：记录 %2 建立在它之上，因为太大而没有保存它的副本。请先删除记录 %2，或两条一起删除。</translation>
    </message>
    <message>
        <source>Run %1 is built upon run %2, which was deleted, and was too large to keep a copy of it: train it again upon other runs.</source>
        <translation>训练记录 %1 建立在已删除的记录 %2 之上，因为太大而没有保存它的副本：请用其他记录重新训练。</translation>
    </message>
    <message>
        <source>Only the split new-products holds products out, so that new ones alone can be ranked: choose it, or other candidates.</source>
        <translation>只有 new-products 划分会留出商品，才能只对新商品排序：请选择它，或选择其他候选。</translation>
    </message>
    <message>
        <source>The split %1 has no validation part to learn the weights of kinds on: choose another split, or name the weights.</source>
        <translation>划分 %1 没有验证部分，无法据此学习各类事件的权重：请选择其他划分，或直接给出权重。</translation>
    </message>
    <message>
        <source>Run %1 has no rows for products without events, so it cannot be judged on the whole catalogue: train it with --candidates catalogue.</source>
        <translation>运行 %1 没有无事件商品的行，因此不能在整个目录上评测：请用 --candidates catalogue 训练。</translation>
    </message>
    <message>
        <source>%1 is a clean copy (triggers left out: %2, tables made anew: %3).</source>
        <translation>%1 是干净的副本（去除触发器：%2 个，重建数据表：%3 个）。</translation>
    </message>
    <message>
        <source>%1 is a clean copy (triggers left out: %2, tables made anew: %3; without rows, since what was in their place cannot be read to its end: %4).</source>
        <translation>%1 是干净的副本（去除触发器：%2 个，重建数据表：%3 个；其中 %4 个没有数据行，因为原处的内容无法读到末尾）。</translation>
    </message>
    <message>
        <source>Somebody put a view or a virtual table in the place of its table &quot;%1&quot;, so it is open for reading only: aisle-cli rescue writes a clean copy.</source>
        <translation>有人用视图或虚拟表替换了其数据表“%1”，因此以只读方式打开：可用 aisle-cli rescue 写出干净的副本。</translation>
    </message>
    <message>
        <source>Somebody changed how its table &quot;%1&quot; is made (a condition, a computed column, a reference or an index of such), so it is open for reading only: aisle-cli rescue writes a clean copy.</source>
        <translation>有人改动了其数据表“%1”的定义（条件、计算列、引用或此类索引），因此以只读方式打开：可用 aisle-cli rescue 写出干净的副本。</translation>
    </message>
    <message>
        <source>Somebody hung a trigger (&quot;%1&quot;) on one of its tables, so it is open for reading only: aisle-cli rescue writes a clean copy.</source>
        <translation>有人在其数据表上挂了触发器（“%1”），因此以只读方式打开：可用 aisle-cli rescue 写出干净的副本。</translation>
    </message>
    <message>
        <source>The project or its folder cannot be written to, so it is open for reading only.</source>
        <translation>项目或其文件夹不可写入，因此以只读方式打开。</translation>
    </message>
    <message>
        <source>The project was opened for reading only.</source>
        <translation>项目以只读方式打开。</translation>
    </message>
    <message>
        <source>Another program has this project open, so it is open for reading only here.</source>
        <translation>另一个程序已打开此项目，因此这里以只读方式打开。</translation>
    </message>
    <message>
        <source>This process may write files of %2 kB at most (ulimit -f), which %1 or a file beside it would outgrow. Nothing that was stored is lost: raise that limit and try again.</source>
        <translation>此进程最多只能写入 %2 kB 的文件（ulimit -f），而 %1 或其旁边的文件会超出该大小。已保存的内容没有丢失：请提高该限制后重试。</translation>
    </message>
    <message>
        <source>Nothing is left when every shopper must have %1 [event|events] and every product %2: ask for fewer.</source>
        <translation>要求每位顾客至少 %1 条、每个商品至少 %2 条事件后，没有剩下数据：请放宽要求。</translation>
    </message>
    <message>
        <source>Run %1 learnt from other events than the split %2 leaves to learn from, so its figures there would be too good or too bad: train it with that split.</source>
        <translation>第 %1 号训练所学的事件与划分 %2 留作学习的不同，在那里的评测会偏高或偏低：请用该划分重新训练。</translation>
    </message>
    <message>
        <source>%1 has %2 [line|lines], but %3 [was|were] read as rows, headers, comments or blank ones: nothing was imported. Try another separator, or the file without quotation marks.</source>
        <translation>%1 有 %2 行，但只有 %3 行被读作数据、表头、注释或空行：未导入任何内容。请换一个分隔符，或使用不带引号的文件。</translation>
    </message>
    <message>
        <source>%1 says of no sampled row whether it is train, valid or test; it holds %2.</source>
        <translation>%1 的抽样行中没有一行说明它属于 train、valid 还是 test；其内容为 %2。</translation>
    </message>
    <message>
        <source>The log has no events of the kind %1. It has, the nearest first: %2.</source>
        <translation>日志中没有类型为 %1 的事件。已有的类型（相近的在前）：%2。</translation>
    </message>
    <message>
        <source>%1 is no day: write it as 2011-06-01.</source>
        <translation>%1 不是日期：请写成 2011-06-01 的形式。</translation>
    </message>
    <message>
        <source>The log has no times, so it has no state as of %1.</source>
        <translation>日志没有时间，因此没有截至 %1 的状态。</translation>
    </message>
    <message>
        <source>No event that counts is of %1 or earlier.</source>
        <translation>没有在 %1 或更早的有效事件。</translation>
    </message>
    <message>
        <source>The split %1 leaves nothing to test on: it holds out a share of the products, and of %2 [product|products] the test part&apos;s is less than one. These splits would do (how many shoppers they judge): %3.</source>
        <translation>划分 %1 没有留下可测试的内容：它留出一部分商品，而 %2 个商品中测试部分不足一个。这些划分可行（能评判的顾客数）：%3。</translation>
    </message>
    <message>
        <source>The split %1 leaves nothing to test on: it holds out a share of the shoppers, and of %2 [shopper|shoppers] the test part&apos;s is less than one, or all their events are input. These splits would do (how many shoppers they judge): %3.</source>
        <translation>划分 %1 没有留下可测试的内容：它留出一部分顾客，而 %2 位顾客中测试部分不足一位，或他们的事件全部作为输入。这些划分可行（能评判的顾客数）：%3。</translation>
    </message>
    <message>
        <source>The split %1 leaves nothing to test on: of %2 [event|events] the test part&apos;s share is less than one. These splits would do (how many shoppers they judge): %3.</source>
        <translation>划分 %1 没有留下可测试的内容：%2 条事件中测试部分不足一条。这些划分可行（能评判的顾客数）：%3。</translation>
    </message>
    <message>
        <source>The split %1 leaves nothing to test on: the log&apos;s last event is of %2. These splits would do (how many shoppers they judge): %3.</source>
        <translation>划分 %1 没有留下可测试的内容：日志的最后一条事件在 %2。这些划分可行（能评判的顾客数）：%3。</translation>
    </message>
    <message>
        <source>The split %1 leaves nothing to test on: all %2 [event|events] are of one instant. These splits would do (how many shoppers they judge): %3.</source>
        <translation>划分 %1 没有留下可测试的内容：全部 %2 条事件都在同一时刻。这些划分可行（能评判的顾客数）：%3。</translation>
    </message>
    <message>
        <source>The split %1 leaves nothing to test on: none of %2 [event|events] says that it belongs to the test part. These splits would do (how many shoppers they judge): %3.</source>
        <translation>划分 %1 没有留下可测试的内容：%2 条事件中没有一条标明属于测试部分。这些划分可行（能评判的顾客数）：%3。</translation>
    </message>
    <message>
        <source>The split %1 leaves nothing to test on: none of %2 [shopper|shoppers] has something relevant after what is learnt from, and %3 [has|have] fewer than three events. These splits would do (how many shoppers they judge): %4.</source>
        <translation>划分 %1 没有留下可测试的内容：%2 位顾客中没有一位在用于学习的事件之后还有可命中的商品，其中 %3 位的事件少于三条。这些划分可行（能评判的顾客数）：%4。</translation>
    </message>
    <message>
        <source>The split %1 leaves nothing to test on: none of %2 [shopper|shoppers] has three baskets with something relevant. These splits would do (how many shoppers they judge): %3.</source>
        <translation>划分 %1 没有留下可测试的内容：%2 位顾客中没有一位有三个含可命中商品的购物篮。这些划分可行（能评判的顾客数）：%3。</translation>
    </message>
    <message>
        <source>The split %1 leaves nothing to test on: none of %2 [shopper|shoppers] has events enough for a share to test on. These splits would do (how many shoppers they judge): %3.</source>
        <translation>划分 %1 没有留下可测试的内容：%2 位顾客中没有一位的事件多到足以留出测试部分。这些划分可行（能评判的顾客数）：%3。</translation>
    </message>
    <message>
        <source>The split %1 leaves nothing to test on: what is relevant in the test part was given back. These splits would do (how many shoppers they judge): %2.</source>
        <translation>划分 %1 没有留下可测试的内容：测试部分中可命中的商品都已退货。这些划分可行（能评判的顾客数）：%2。</translation>
    </message>
    <message>
        <source>The split %1 leaves nothing to test on: of %2 [event|events] in the test part none is of a kind that counts as relevant (%3). These splits would do (how many shoppers they judge): %4.</source>
        <translation>划分 %1 没有留下可测试的内容：测试部分的 %2 条事件中没有一条属于可命中的类型（%3）。这些划分可行（能评判的顾客数）：%4。</translation>
    </message>
    <message>
        <source>The split %1 leaves nothing to learn from: no event of the kinds that are learnt from (%2) is earlier. The log begins on %3.</source>
        <translation>划分 %1 没有留下可学习的内容：没有更早的、属于用于学习的类型（%2）的事件。日志从 %3 开始。</translation>
    </message>
    <message>
        <source>The split %1 leaves nothing to learn from: no event of a kind that is learnt from (%2) belongs to the training part.</source>
        <translation>划分 %1 没有留下可学习的内容：训练部分中没有属于用于学习的类型（%2）的事件。</translation>
    </message>
    <message>
        <source>The split %1 leaves nothing to learn from: %2 [event|events] of the kinds that are learnt from (%3) are too few, or all of one moment.</source>
        <translation>划分 %1 没有留下可学习的内容：用于学习的类型（%3）只有 %2 条事件，数量太少或都在同一时刻。</translation>
    </message>
    <message>
        <source>%1 has no weight, for nothing is learnt from events of that kind. Learnt from are, the nearest first: %2.</source>
        <translation>%1 没有权重，因为不从这类事件中学习。用于学习的类型（相近的在前）：%2。</translation>
    </message>
    <message>
        <source>%1 is no split. Splits are written, the nearest first: %2; &quot;,random&quot; behind new-users and user-folds draws the input at random.</source>
        <translation>%1 不是一种划分。划分的写法（相近的在前）：%2；在 new-users 和 user-folds 之后加上“,random”则随机抽取输入。</translation>
    </message>
    <message>
        <source>%1 is no dialect of figures. There are, the nearest first: %2.</source>
        <translation>没有名为 %1 的指标口径。可用的有（相近的在前）：%2。</translation>
    </message>
    <message>
        <source>%1 is no metric with a cut-off, such as NDCG@10. There are, the nearest first: %2.</source>
        <translation>%1 不是带截断长度的指标，例如 NDCG@10。可用的有（相近的在前）：%2。</translation>
    </message>
    <message>
        <source>%1 is no text of the catalogue. There are: %2.</source>
        <translation>商品目录中没有文本字段 %1。现有：%2。</translation>
    </message>
    <message>
        <source>No product has a text in %1: import a catalogue first.</source>
        <translation>没有商品在 %1 中有文本：请先导入商品目录。</translation>
    </message>
    <message>
        <source>The features &quot;%1&quot; were made otherwise (%2): delete them first, or take another name.</source>
        <translation>特征“%1”是以其他方式生成的（%2）：请先删除，或换一个名称。</translation>
    </message>
    <message>
        <source>No two products share a word in %1, so their words say nothing of which are similar.</source>
        <translation>%1 中没有两个商品有相同的词，因此无法从词语判断哪些商品相似。</translation>
    </message>
    <message>
        <source>%1 is no sound NumPy array: %2.</source>
        <translation>%1 不是完好的 NumPy 数组：%2。</translation>
    </message>
    <message>
        <source>The array %1 cannot be used: %2.</source>
        <translation>无法使用数组 %1：%2。</translation>
    </message>
    <message>
        <source>There are no vectors in %1.</source>
        <translation>%1 中没有向量。</translation>
    </message>
    <message>
        <source>%1 has not exactly one array of two dimensions, so say which holds the vectors (--tensor NAME). There are: %2.</source>
        <translation>%1 中的二维数组不止一个或没有，请指明哪个存放向量（--tensor 名称）。现有：%2。</translation>
    </message>
    <message>
        <source>Vectors are rows of 1 to %1 numbers: the array in %2 has another shape.</source>
        <translation>向量是由 1 至 %1 个数组成的行：%2 中的数组形状不符。</translation>
    </message>
    <message>
        <source>Each vector needs a key: in %1 are %2, and there are %3.</source>
        <translation>每个向量都需要一个键：%1 中有 %2 个向量，而键有 %3 个。</translation>
    </message>
    <message>
        <source>The vector of %1 in %2 holds a number that is none (NaN or infinite).</source>
        <translation>%2 中 %1 的向量含有无效数字（NaN 或无穷大）。</translation>
    </message>
    <message>
        <source>No row of %1 is a key and numbers: %2.</source>
        <translation>%1 中没有一行由键和数字组成：%2。</translation>
    </message>
    <message>
        <source>No key of %1 is one of the project&apos;s (%2 are not, such as %3). Name the column of keys (--key) or a file with a key a line (--keys).</source>
        <translation>%1 中没有一个键属于本项目（%2 个不属于，例如 %3）。请指明键所在的列（--key）或每行一个键的文件（--keys）。</translation>
    </message>
    <message>
        <source>There is no parameter %1 here. Known, the nearest first: %2.</source>
        <translation>这里没有参数 %1。已有的参数（相近的在前）：%2。</translation>
    </message>
    <message>
        <source>There is no recommender %1. The nearest are %2.</source>
        <translation>没有名为 %1 的推荐算法。相近的有：%2。</translation>
    </message>
    <message>
        <source>Run %1 was trained without events of the kind %2. It knows, the nearest first: %3.</source>
        <translation>训练记录 %1 没有用类型为 %2 的事件训练。它知道的类型（相近的在前）：%3。</translation>
    </message>
    <message>
        <source>What is kept of the features &quot;%1&quot; is damaged: delete them and make them again.</source>
        <translation>保存的特征“%1”已损坏：请删除后重新生成。</translation>
    </message>
    <message>
        <source>This project has no vectors yet, so none called &quot;%1&quot;: `features PROJECT encode` and `import` make them.</source>
        <translation>本项目还没有向量，因此没有名为“%1”的特征：`features PROJECT encode` 和 `import` 可以生成。</translation>
    </message>
    <message>
        <source>There are no features called &quot;%1&quot;. There are: %2.</source>
        <translation>没有名为“%1”的特征。现有：%2。</translation>
    </message>
    <message>
        <source>Features need a name of 1 to %1 characters without a comma.</source>
        <translation>特征的名称须为 1 至 %1 个字符，且不含逗号。</translation>
    </message>
    <message>
        <source>There are features called &quot;%1&quot; already: delete them first, or take another name.</source>
        <translation>已有名为“%1”的特征：请先删除，或换一个名称。</translation>
    </message>
    <message>
        <source>The log has no column %1. Its columns are, the nearest first: %2.</source>
        <translation>日志中没有列 %1。它的列（相近的在前）：%2。</translation>
    </message>
    <message>
        <source>There is no column %1 in %2. The columns are, the nearest first: %3.</source>
        <translation>%2 中没有列 %1。它的列（相近的在前）：%3。</translation>
    </message>
    <message>
        <source>There is no column %1. The columns are, the nearest first: %2.</source>
        <translation>没有列 %1。已有的列（相近的在前）：%2。</translation>
    </message>
    <message>
        <source>%1 has no vector among the features &quot;%2&quot;.</source>
        <translation>在特征“%2”中，%1 没有向量。</translation>
    </message>
    <message>
        <source>A table of vectors has a column of keys and 1 to %1 of numbers; %2 has %3 [column|columns].</source>
        <translation>向量表应有一列键和 1 至 %1 列数字；%2 有 %3 列。</translation>
    </message>
    <message>
        <source>%1 is no JSON file that can be read (from byte %2).</source>
        <translation>%1 不是可读取的 JSON 文件（从第 %2 字节起）。</translation>
    </message>
    <message>
        <source>The encoder&apos;s file %1 cannot be read: %2.</source>
        <translation>无法读取编码器的文件 %1：%2。</translation>
    </message>
    <message>
        <source>%1 asks for the activation &quot;%2&quot;, which Aisle does not have: choose another encoder.</source>
        <translation>%1 要求激活函数“%2”，Aisle 没有：请选择其他编码器。</translation>
    </message>
    <message>
        <source>%1 has vectors for %2 [position|positions] only: too few even for a text without words.</source>
        <translation>%1 只有 %2 个位置的向量：连没有词的文本都不够。</translation>
    </message>
    <message>
        <source>%1 describes a network of the kind &quot;%2&quot;: Aisle reads bert, roberta, xlm-roberta and camembert with absolute positions, and model2vec.</source>
        <translation>%1 描述的是“%2”类网络：Aisle 能读取使用绝对位置的 bert、roberta、xlm-roberta 和 camembert，以及 model2vec。</translation>
    </message>
    <message>
        <source>%1 divides a width of %2 among %3 heads: that does not come out even.</source>
        <translation>%1 要把宽度 %2 分给 %3 个注意力头：无法整除。</translation>
    </message>
    <message>
        <source>%1 pools by &quot;%2&quot;, which Aisle does not have: mean, cls and max are there.</source>
        <translation>%1 要求以“%2”方式池化，Aisle 没有这种方式：可用的有 mean、cls 和 max。</translation>
    </message>
    <message>
        <source>%1 asks for a module %2, which Aisle does not have: choose another encoder.</source>
        <translation>%1 要求模块 %2，Aisle 没有：请选择其他编码器。</translation>
    </message>
    <message>
        <source>%1 has no sound &quot;%2&quot;: a whole number from 1 up is needed.</source>
        <translation>%1 中的“%2”无效：需要不小于 1 的整数。</translation>
    </message>
    <message>
        <source>There is no folder %1: name the folder of an encoder, with model.safetensors, config.json and tokenizer.json.</source>
        <translation>没有文件夹 %1：请指定编码器的文件夹，其中应有 model.safetensors、config.json 和 tokenizer.json。</translation>
    </message>
    <message>
        <source>The folder %1 has no model.safetensors: Aisle reads an encoder&apos;s weights from this one file.</source>
        <translation>文件夹 %1 中没有 model.safetensors：Aisle 从这个文件读取编码器的权重。</translation>
    </message>
    <message>
        <source>The tensor %2 of %1 has the shape %3 where %4 is needed: its config belongs to other weights.</source>
        <translation>%1 中张量 %2 的形状是 %3，而需要的是 %4：其配置属于另一套权重。</translation>
    </message>
    <message>
        <source>The tensor %2 of %1 has no number at place %3: the weights are damaged.</source>
        <translation>%1 中张量 %2 的第 %3 个位置不是数值：权重已损坏。</translation>
    </message>
    <message>
        <source>%1 has no tensor embeddings: a table of tokens needs it.</source>
        <translation>%1 中没有张量 embeddings：词元表需要它。</translation>
    </message>
    <message>
        <source>%1 maps the token %2 to row %3, but its table ends with row %4.</source>
        <translation>%1 把词元 %2 对应到第 %3 行，但它的表到第 %4 行为止。</translation>
    </message>
    <message>
        <source>The tokeniser gives the token %2, but %1 has vectors for %3 [token|tokens] only: the two do not belong together.</source>
        <translation>分词器给出了词元 %2，但 %1 只有 %3 个词元的向量：两者不配套。</translation>
    </message>
    <message>
        <source>%1 splits texts by &quot;%2&quot;, which cannot be searched for: choose an encoder with another tokeniser.</source>
        <translation>%1 按“%2”切分文本，而这个模式无法用于查找：请选择使用其他分词器的编码器。</translation>
    </message>
    <message>
        <source>The folder %1 has neither tokenizer.json nor vocab.txt: an encoder cannot read texts without its tokeniser.</source>
        <translation>文件夹 %1 中既没有 tokenizer.json 也没有 vocab.txt：没有分词器，编码器无法读取文本。</translation>
    </message>
    <message>
        <source>%1 is no sound tokeniser: %2.</source>
        <translation>%1 不是有效的分词器：%2。</translation>
    </message>
    <message>
        <source>%1 asks for a %2 of the kind &quot;%3&quot;, which Aisle does not have: choose an encoder with another tokeniser.</source>
        <translation>%1 要求“%3”类的 %2，Aisle 没有：请选择使用其他分词器的编码器。</translation>
    </message>
    <message>
        <source>The encoder %1 is not on this machine: `./dev setup --models` fetches it, or name the folder of another one.</source>
        <translation>本机上没有编码器 %1：请用 `./dev setup --models` 获取，或指定其他编码器的文件夹。</translation>
    </message>
    <message>
        <source>The tensor %2 of %1 has the type %3: whole numbers are needed.</source>
        <translation>%1 中张量 %2 的类型是 %3：需要整数。</translation>
    </message>
    <message>
        <source>The features &quot;%1&quot; have no vector that can be placed on a map.</source>
        <translation>特征“%1”没有可以画在地图上的向量。</translation>
    </message>
    <message>
        <source>There is no file or folder %1: name a .safetensors file with an image network, a folder that has one, or builtin.</source>
        <translation>没有文件或文件夹 %1：请指定一个含图像网络的 .safetensors 文件、含有它的文件夹，或 builtin。</translation>
    </message>
    <message>
        <source>The folder %1 has no model.safetensors, and %2 [file|files] of another name: name the file itself.</source>
        <translation>文件夹 %1 中没有 model.safetensors，另有 %2 个其他名称的文件：请直接指定文件。</translation>
    </message>
    <message>
        <source>The config beside %1 asks for pictures of %2 x %3 pixels: this network needs %4 at least.</source>
        <translation>%1 旁边的配置要求 %2 x %3 像素的图片：这个网络至少需要 %4 像素。</translation>
    </message>
    <message>
        <source>The picture %1 is not there, or cannot be opened.</source>
        <translation>图片 %1 不存在或无法打开。</translation>
    </message>
    <message>
        <source>The picture %1 is empty: 0 bytes.</source>
        <translation>图片 %1 是空的：0 字节。</translation>
    </message>
    <message>
        <source>The picture %1 is a file of %2 MB: up to %3 are read.</source>
        <translation>图片 %1 的文件有 %2 MB：最多读取 %3 MB。</translation>
    </message>
    <message>
        <source>The picture %1 has %2 x %3 pixels, which need more than %4 MB: make it smaller.</source>
        <translation>图片 %1 有 %2 x %3 像素，需要超过 %4 MB 内存：请缩小它。</translation>
    </message>
    <message>
        <source>The file %1 holds no picture of a kind that is read here (%2).</source>
        <translation>文件 %1 中没有此处可读取的图片（可读格式：%2）。</translation>
    </message>
    <message>
        <source>The picture %1 is cut off: its end is missing.</source>
        <translation>图片 %1 不完整：缺少结尾。</translation>
    </message>
    <message>
        <source>The picture %1 cannot be decoded: %2.</source>
        <translation>图片 %1 无法解码：%2。</translation>
    </message>
    <message>
        <source>%1 has a &quot;%2&quot; that Aisle cannot follow: correct it, or take the weights&apos; file alone with --preprocess.</source>
        <translation>%1 中的“%2”Aisle 无法采用：请更正，或用 --preprocess 单独指定权重文件。</translation>
    </message>
    <message>
        <source>Pictures are not prepared by &quot;%1&quot;: there are %2.</source>
        <translation>没有名为“%1”的图片预处理方式：可用的有 %2。</translation>
    </message>
    <message>
        <source>%1 looks like %3, but has a tensor %2 that such a network does not have here: its vectors would be wrong. Choose another encoder.</source>
        <translation>%1 看起来是 %3，但含有这种网络在此处没有的张量 %2：得出的向量会是错的。请选择其他编码器。</translation>
    </message>
    <message>
        <source>%1 holds no image network that Aisle knows (its tensors are called %2): SqueezeNet, ResNet and MobileNet as torchvision names them, ViT as torchvision, timm or Hugging Face do, and CLIP are read.</source>
        <translation>%1 中没有 Aisle 认识的图像网络（其张量名为 %2）：可读取按 torchvision 命名的 SqueezeNet、ResNet 和 MobileNet，按 torchvision、timm 或 Hugging Face 命名的 ViT，以及 CLIP。</translation>
    </message>
    <message>
        <source>%1 has positions for %2 parts of a picture: Aisle needs those of a square and one more.</source>
        <translation>%1 有 %2 个图片位置的向量：Aisle 需要一个正方形的个数再加一。</translation>
    </message>
    <message>
        <source>%1 has a width of %2, which does not divide among %3 heads.</source>
        <translation>%1 的宽度为 %2，无法整除分给 %3 个注意力头。</translation>
    </message>
    <message>
        <source>The config beside %1 asks for the activation &quot;%2&quot;, which Aisle does not have: choose another encoder.</source>
        <translation>%1 旁边的配置要求激活函数“%2”，Aisle 没有：请选择其他编码器。</translation>
    </message>
    <message>
        <source>The tensor %2 of %1 has the shape %3 where %4 is needed: the file is damaged, or of another network than its names say.</source>
        <translation>%1 的张量 %2 形状为 %3，而需要 %4：文件已损坏，或不是其名称所示的网络。</translation>
    </message>
    <message>
        <source>There is no picture in the folder %1 or in one below it.</source>
        <translation>文件夹 %1 及其子文件夹中没有图片。</translation>
    </message>
    <message>
        <source>No picture in the folder %1 is called as a product (%2 [is|are] called otherwise, such as %3): 17.jpg, or 17_1.jpg, is the picture of the product 17.</source>
        <translation>文件夹 %1 中没有以商品命名的图片（%2 张另有名称，例如 %3）：商品 17 的图片应名为 17.jpg 或 17_1.jpg。</translation>
    </message>
    <message>
        <source>The column %1 has addresses and no files: Aisle fetches nothing. Name the folder where the pictures lie.</source>
        <translation>列 %1 中是网址而不是文件：Aisle 不会下载。请指定图片所在的文件夹。</translation>
    </message>
    <message>
        <source>There is no folder %1, and no product has anything in a column %1: name the folder of the pictures, or image for the catalogue&apos;s own column.</source>
        <translation>没有文件夹 %1，也没有商品在列 %1 中有内容：请指定图片文件夹，或用 image 表示商品目录自己的列。</translation>
    </message>
    <message>
        <source>None of %1 [picture|pictures] can be read, such as: %2</source>
        <translation>%1 张图片都无法读取，例如：%2</translation>
    </message>
    <message>
        <source>%1 is to be one file, and holds %2: name the one that is meant.</source>
        <translation>%1 应为单个文件，其中却有 %2 个：请指明要用的那一个。</translation>
    </message>
    <message>
        <source>No line of %1 has its %2 columns, divided by tabs, commas or spaces. Read: %3 [row|rows] (%4).</source>
        <translation>%1 中没有一行具有以制表符、逗号或空格分隔的 %2 列。已读取 %3 行（%4）。</translation>
    </message>
    <message>
        <source>Graphs are not built from %1. They are built from: %2.</source>
        <translation>图谱不能从 %1 构建。可以使用：%2。</translation>
    </message>
    <message>
        <source>There is nothing to build a graph from (%1): no product has a category or a brand, and no two have an attribute or a telling word of their titles in common. Load a catalogue with `items` first.</source>
        <translation>没有可用于构建图谱的内容（%1）：没有商品带类目或品牌，也没有两件商品有相同的属性或有区分度的标题词。请先用 `items` 载入商品目录。</translation>
    </message>
    <message>
        <source>Nothing is called &quot;%1&quot; in the graph.</source>
        <translation>图谱中没有名为“%1”的实体。</translation>
    </message>
    <message>
        <source>No relation is called &quot;%1&quot;. There are: %2.</source>
        <translation>没有名为“%1”的关系。现有：%2。</translation>
    </message>
    <message>
        <source>Entities and relations need names of 1 to %1 bytes, without line ends or other control characters.</source>
        <translation>实体和关系的名称须为 1 到 %1 字节，不含换行或其他控制字符。</translation>
    </message>
    <message>
        <source>%1 %2 %3 was added before.</source>
        <translation>%1 %2 %3 之前已经添加过。</translation>
    </message>
    <message>
        <source>%1 %2 %3 does not stand in the graph.</source>
        <translation>图谱中没有 %1 %2 %3。</translation>
    </message>
    <message>
        <source>There is no source %1 of triples: `graph PROJECT info` lists them.</source>
        <translation>没有编号为 %1 的三元组来源：`graph PROJECT info` 会列出全部来源。</translation>
    </message>
    <message>
        <source>There is no link predictor %1; there are, the nearest first: %2.</source>
        <translation>没有名为 %1 的链接预测方法；现有的（最接近的在前）：%2。</translation>
    </message>
    <message>
        <source>The graph has no triples to learn from: import some first.</source>
        <translation>图谱中没有可供学习的三元组：请先导入。</translation>
    </message>
    <message>
        <source>What is kept of the knowledge graph is damaged: open a copy from before, or import it again with --replace.</source>
        <translation>保存的知识图谱已损坏：请打开以前的副本，或用 --replace 重新导入。</translation>
    </message>
    <message>
        <source>None of the ids in %1 stands in the triples (such as %2): it is another graph&apos;s.</source>
        <translation>%1 中的编号都不出现在三元组中（例如 %2）：它属于另一个图谱。</translation>
    </message>
    <message>
        <source>The maps name the ids of no triple in %1 (%2): they are another graph&apos;s.</source>
        <translation>对照表没有给出 %1 中任何三元组的编号（%2）：它们属于另一个图谱。</translation>
    </message>
    <message>
        <source>There is no review in %1: no row has a product and a text.</source>
        <translation>%1 中没有评论：没有一行同时有商品和文字。</translation>
    </message>
    <message>
        <source>No product of the reviews in %1 is one of the project&apos;s (%2 are not, such as %3). Name the column of products (--item).</source>
        <translation>%1 中评论的商品都不在本项目中（%2 个不在，例如 %3）。请指明商品所在的列（--item）。</translation>
    </message>
    <message>
        <source>%1 takes no features. These do: %2.</source>
        <translation>%1 不使用特征。使用特征的有：%2。</translation>
    </message>
    <message>
        <source>%1 takes vectors of products, and the features &quot;%2&quot; are of shoppers. These take them: %3.</source>
        <translation>%1 只使用商品的向量，而特征“%2”属于顾客。可使用它的有：%3。</translation>
    </message>
    <message>
        <source>Of the %2 [shopper|shoppers] of this training none has a vector among the features &quot;%1&quot;: import them for these shoppers, or leave them out.</source>
        <translation>本次训练的 %2 位顾客在特征“%1”中都没有向量：请为这些顾客导入特征，或不选用它。</translation>
    </message>
    <message>
        <source>Of the %2 [product|products] of this training none has a vector among the features &quot;%1&quot;: encode or import them for these products, or leave them out.</source>
        <translation>本次训练的 %2 件商品在特征“%1”中都没有向量：请为这些商品编码或导入特征，或不选用它。</translation>
    </message>
    <message>
        <source>The features %2 have changed since run %1 was stopped, so it cannot go on: train it from the start.</source>
        <translation>自运行 %1 停止以来，特征 %2 已有变化，因此无法继续：请从头训练。</translation>
    </message>
    <message>
        <source>The graph has nothing about the product %1: import triples with a file of links (--links), or build the graph from the catalogue.</source>
        <translation>图谱中没有关于商品 %1 的内容：请连同对应关系文件（--links）导入三元组，或从商品目录构建图谱。</translation>
    </message>
    <message>
        <source>The encoder in %1 is a table of tokens without a network, and cannot be tuned: choose one of BERT&apos;s kind.</source>
        <translation>%1 中的编码器是没有网络的词元表，无法微调：请选择 BERT 类的编码器。</translation>
    </message>
    <message>
        <source>What was tuned is only a part of an encoder, whose other files lay in %1, and there is no such folder any more: put it back.</source>
        <translation>微调得到的只是编码器的一部分，其余文件原在 %1，而该文件夹已不存在：请将它放回原处。</translation>
    </message>
    <message>
        <source>The encoder in %1 is not the one that was tuned any more: its files have changed. Put the former ones back, or train again.</source>
        <translation>%1 中的编码器已不是当初微调的那个：其文件已改变。请放回原来的文件，或重新训练。</translation>
    </message>
    <message>
        <source>%1 cannot be written: choose another folder, or make room.</source>
        <translation>无法写入 %1：请选择另一个文件夹，或腾出空间。</translation>
    </message>
    <message>
        <source>What was learnt of the encoder in %1 does not fit it: train again.</source>
        <translation>学到的内容与 %1 中的编码器不相符：请重新训练。</translation>
    </message>
    <message>
        <source>%1 is there already and not empty: name a new folder.</source>
        <translation>%1 已存在且不为空：请指定一个新文件夹。</translation>
    </message>
    <message>
        <source>The weights cannot be written to %1: %2. Choose another folder, or make room.</source>
        <translation>无法将权重写入 %1：%2。请选择另一个文件夹，或腾出空间。</translation>
    </message>
    <message>
        <source>Run %1 is of %2, which tunes no text encoder: name a run of text-encoder.</source>
        <translation>运行 %1 属于 %2，它不微调文本编码器：请指定 text-encoder 的运行。</translation>
    </message>
    <message>
        <source>Nothing was imported: none of the %2 [row|rows] of %1 can be kept (%3). Look at how the file was read, and name its separator or its columns.</source>
        <translation>没有导入任何内容：%1 的 %2 行中没有一行可以保留（%3）。请查看文件是如何读取的，并指定其分隔符或列。</translation>
    </message>
    <message>
        <source>%1 is XML or a web page, no table: open it in a spreadsheet and save its table as CSV, or write its records as JSON lines, and import that.</source>
        <translation>%1 是 XML 或网页，不是表格：请在电子表格程序中打开并把其中的表格另存为 CSV，或把记录写成 JSON 行，然后导入。</translation>
    </message>
    <message>
        <source>%1 holds SQL statements, no table: run them in a database, save the table as CSV from there, and import that.</source>
        <translation>%1 含有 SQL 语句，不是表格：请在数据库中执行它们，从那里把表另存为 CSV，然后导入。</translation>
    </message>
    <message>
        <source>Nobody has judged anything yet: `queries PROJECT import FILE --query COLUMN --item COLUMN --grade COLUMN` brings judgements.</source>
        <translation>还没有任何相关性判断：`queries PROJECT import FILE --query COLUMN --item COLUMN --grade COLUMN` 可以导入判断。</translation>
    </message>
    <message>
        <source>A query is words, and the features &quot;%1&quot; are not of texts of products: `features PROJECT encode NAME --text title` makes some.</source>
        <translation>查询是文字，而特征“%1”不是商品文本的向量：`features PROJECT encode NAME --text title` 可以生成。</translation>
    </message>
    <message>
        <source>This project has no products to search: import a log or a catalogue first.</source>
        <translation>此项目没有可搜索的商品：请先导入日志或商品目录。</translation>
    </message>
    <message>
        <source>There is no judgement in %1: no row has a query, a product and a grade.</source>
        <translation>%1 中没有判断：没有一行同时有查询、商品和等级。</translation>
    </message>
    <message>
        <source>The query %1 has no text in %2.</source>
        <translation>查询 %1 在 %2 中没有文本。</translation>
    </message>
    <message>
        <source>There is no ranker called %1. There are: %2.</source>
        <translation>没有名为 %1 的排序器。可用的有：%2。</translation>
    </message>
    <message>
        <source>None of the %1 judged queries has a relevant product (a grade above 0), so there is nothing to find.</source>
        <translation>%1 个已判断的查询都没有相关商品（等级大于 0），因此没有可查找的内容。</translation>
    </message>
    <message>
        <source>The features &quot;%1&quot; were made by %2, which is not where it was (%3): put it back, or encode them again from where it is now.</source>
        <translation>特征“%1”由 %2 生成，而它已不在原处（%3）：请放回去，或从现在的位置重新编码。</translation>
    </message>
    <message>
        <source>The features &quot;%1&quot; were made by another encoder than %2 is now: encode them again first.</source>
        <translation>特征“%1”生成时的编码器与现在的 %2 不同：请先重新编码。</translation>
    </message>
    <message>
        <source>The features &quot;%1&quot; know no word of &quot;%2&quot;.</source>
        <translation>特征“%1”不认识“%2”中的任何一个词。</translation>
    </message>
    <message>
        <source>The catalogue has changed since the features &quot;%1&quot; were made of its words: bring them up to date (Features, or encode them again) first.</source>
        <translation>特征“%1”生成之后商品目录变了：请先更新（在“特征”页，或重新编码）。</translation>
    </message>
    <message>
        <source>What made the features &quot;%1&quot; is not known to Aisle (%2), so it makes no vector of a picture or text.</source>
        <translation>Aisle 不知道特征“%1”是怎样生成的（%2），因此无法为图片或文字生成向量。</translation>
    </message>
    <message>
        <source>%1 and %2 are the same entity.</source>
        <translation>%1 与 %2 是同一个实体。</translation>
    </message>
    <message>
        <source>%1 and %2 are two products or shoppers with keys of their own: only two names of one thing can be merged.</source>
        <translation>%1 与 %2 是各有编号的两个商品或顾客：只有同一事物的两个名称才能合并。</translation>
    </message>
    <message>
        <source>The features of this run are not as long as they were when it was trained: train it anew.</source>
        <translation>此次训练所用特征的长度与训练时不同：请重新训练。</translation>
    </message>
    <message>
        <source>%1 needs links between shoppers, and this training has none: `graph PROJECT social FILE` brings them, or choose a recommender that needs none.</source>
        <translation>%1 需要顾客之间的关系，而本次训练没有：可用 `graph PROJECT social FILE` 导入，或选不需要的算法。</translation>
    </message>
    <message>
        <source>%1 learns from a knowledge graph, and none of this training&apos;s products stands in one: `graph PROJECT import FILE --links FILE` brings one, `graph PROJECT build` makes one of the catalogue.</source>
        <translation>%1 从知识图谱学习，而本次训练的商品都不在图谱中：`graph PROJECT import FILE --links FILE` 可导入，`graph PROJECT build` 可由商品目录构建。</translation>
    </message>
    <message>
        <source>The knowledge graph has changed since run %1 was stopped, so it cannot go on: train it from the start.</source>
        <translation>训练记录 %1 停止后知识图谱已有变化，无法继续：请从头训练。</translation>
    </message>
    <message>
        <source>What was done to the graph could not be noted for Undo: %1.</source>
        <translation>无法为撤销记下对图谱的改动：%1。</translation>
    </message>
    <message>
        <source>A table shows triples of at most %1 entities and %2 relations: this graph has had more.</source>
        <translation>表格最多显示 %1 个实体、%2 种关系的三元组：这个图谱超出了。</translation>
    </message>
    <message>
        <source>The columns of %1 are products, and none says whose the rows are: add one, such as a number for each row, and import that.</source>
        <translation>%1 的各列是商品，但没有一列说明每行属于谁：请添加一列，例如每行一个编号，然后导入。</translation>
    </message>
    <message>
        <source>%1 holds RDF triples, no table: write the shopper, product and time of its events as CSV and import that. What is said of products goes to `graph import`, as three columns.</source>
        <translation>%1 含有 RDF 三元组，不是表格：请把其中事件的顾客、商品和时间写成 CSV 再导入。关于商品的陈述以三列的形式交给 `graph import`。</translation>
    </message>
    <message>
        <source>%1 is the access log of a web server: it has addresses of pages, not shoppers and products. Write who called up which product, and when, as CSV and import that.</source>
        <translation>%1 是网站服务器的访问日志：其中是页面地址，不是顾客和商品。请把谁在何时打开了哪个商品写成 CSV，然后导入。</translation>
    </message>
    <message>
        <source>%1 has one value a line behind its name (as YAML and INI files have): write one record a line, as CSV or JSON lines, and import that.</source>
        <translation>%1 每行是一个名称及其值（如 YAML 和 INI 文件）：请改为每行一条记录，写成 CSV 或 JSON 行，然后导入。</translation>
    </message>
    <message>
        <source>%1 is a printed table whose columns have a fixed width and no separator: save it as CSV (in sqlite3: .mode csv, in SQL*Plus: SET MARKUP CSV ON), and import that.</source>
        <translation>%1 是打印出来的表格，各列宽度固定而没有分隔符：请另存为 CSV（sqlite3 中用 .mode csv，SQL*Plus 中用 SET MARKUP CSV ON），然后导入。</translation>
    </message>
    <message>
        <source>%1 has features by number (LIBSVM, libFM): nothing says which of them are shoppers and products. Import the log from which they were made.</source>
        <translation>%1 含有按编号表示的特征（LIBSVM、libFM）：看不出其中哪些是顾客和商品。请导入生成它的原始日志。</translation>
    </message>
    <message>
        <source>Every line of %1 stands in quotation marks as a whole, so that it has one column: take the outer marks away, or save the table as CSV once more, and import that.</source>
        <translation>%1 的每一行都整体放在引号里，因此只有一列：请去掉外层引号，或重新把表格另存为 CSV，然后导入。</translation>
    </message>
    <message>
        <source>%1 has its values column by column, not record by record: write it as CSV or JSON lines (in pandas: to_json(orient=&quot;records&quot;, lines=True)), and import that.</source>
        <translation>%1 的值是按列而不是按记录存放的：请写成 CSV 或 JSON 行（在 pandas 中：to_json(orient=&quot;records&quot;, lines=True)），然后导入。</translation>
    </message>
    <message>
        <source>A run knows products by what is done with them, so it says nothing of a picture or a text: choose a table of features.</source>
        <translation>训练记录只从行为认识商品，对图片和文字无从判断：请选择一张特征表。</translation>
    </message>
    <message>
        <source>This table is of pictures: it says nothing of a text.</source>
        <translation>这张表来自图片：对文字无从判断。</translation>
    </message>
    <message>
        <source>This table is of texts: it says nothing of a picture.</source>
        <translation>这张表来自文字：对图片无从判断。</translation>
    </message>
    <message>
        <source>%1 is packed by %2, which is not read: unpack it, and import what is in it.</source>
        <translation>%1 是用 %2 压缩的，无法读取：请先解压，再导入其中的内容。</translation>
    </message>
    <message>
        <source>%1 is a file of %2 and no text: save its table as CSV from there, and import that.</source>
        <translation>%1 是 %2 文件，不是文本：请从该程序中把表格另存为 CSV，然后导入。</translation>
    </message>
    <message>
        <source>%1 is in EBCDIC, the letters of mainframes: convert it (iconv -f IBM037 -t UTF-8), give its lines ends, and import that.</source>
        <translation>%1 采用大型机的 EBCDIC 编码：请转换（iconv -f IBM037 -t UTF-8）并补上行尾，然后导入。</translation>
    </message>
    <message>
        <source>No product has a title or another text, so there is nothing to compare a query with: import a catalogue first. --ranker lexical finds keys.</source>
        <translation>没有商品有标题或其他文本，因此没有可与查询比较的内容：请先导入商品目录。--ranker lexical 可以查找键。</translation>
    </message>
    <message>
        <source>The features that run %1 learnt from were made in another way since: train it anew.</source>
        <translation>运行 %1 学习所用的特征此后以另一种方式重新生成：请重新训练。</translation>
    </message>
    <message>
        <source>The graph has been changed by something else since, so this step cannot be taken back.</source>
        <translation>此后图已被其他操作更改，因此无法撤销这一步。</translation>
    </message>
</context>
<context>
    <name>FeatureCommands</name>
    <message>
        <source>Delete the features %1</source>
        <translation>删除特征 %1</translation>
    </message>
    <message>
        <source>Encode %1</source>
        <translation>编码 %1</translation>
    </message>
    <message>
        <source>Import %1</source>
        <translation>导入 %1</translation>
    </message>
</context>
<context>
    <name>FeatureText</name>
    <message>
        <source>title</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>category</source>
        <translation>类目</translation>
    </message>
    <message>
        <source>brand</source>
        <translation>品牌</translation>
    </message>
    <message>
        <source>description</source>
        <translation>描述</translation>
    </message>
    <message>
        <source>other attributes</source>
        <translation>其他属性</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>the catalogue&apos;s own words</source>
        <translation>目录自己的词</translation>
    </message>
    <message>
        <source>a file</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>the file %1</source>
        <translation>文件 %1</translation>
    </message>
    <message>
        <source>what reviews say</source>
        <translation>评论内容</translation>
    </message>
    <message>
        <source>pictures by %1</source>
        <translation>图片（%1）</translation>
    </message>
    <message>
        <source>colours and edges</source>
        <translation>颜色和轮廓</translation>
    </message>
    <message>
        <source>encoded by %1</source>
        <translation>由 %1 编码</translation>
    </message>
    <message>
        <source>%1 by %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>products</source>
        <translation>商品</translation>
    </message>
    <message>
        <source>shoppers</source>
        <translation>顾客</translation>
    </message>
    <message>
        <source>damaged</source>
        <translation>已损坏</translation>
    </message>
    <message>
        <source>not finished, %1 to go</source>
        <translation>未完成，还剩 %1</translation>
    </message>
    <message>
        <source>%1 new or changed</source>
        <translation>%1 个新增或已变</translation>
    </message>
    <message>
        <source>as imported</source>
        <translation>与导入时相同</translation>
    </message>
    <message>
        <source>up to date</source>
        <translation>最新</translation>
    </message>
    <message>
        <source>%1: %2 [product|products], %3 encoded now.</source>
        <translation>%1：%2 个商品，本次编码 %3 个。</translation>
    </message>
    <message>
        <source>%1 [product has|products have] none of these texts and so no vector.</source>
        <translation>%1 个商品没有这些文字，因此没有向量。</translation>
    </message>
    <message>
        <source>The encoder does not know %1 of the words: the catalogue&apos;s own words may say more.</source>
        <translation>编码器不认识 %1 的词：用目录自己的词也许更好。</translation>
    </message>
    <message>
        <source>%1: vectors of %2 [product|products], %3 [number|numbers] each.</source>
        <translation>%1：%2 个商品的向量，每个 %3 维。</translation>
    </message>
    <message>
        <source>%1: vectors of %2 [shopper|shoppers], %3 [number|numbers] each.</source>
        <translation>%1：%2 位顾客的向量，每个 %3 维。</translation>
    </message>
    <message>
        <source>%1 [row meets|rows meet] no key of the project.</source>
        <translation>%1 行的键不在项目中。</translation>
    </message>
    <message>
        <source>%1 [row meets|rows meet] no key of the project, such as %2.</source>
        <translation>%1 行的键不在项目中，如 %2。</translation>
    </message>
    <message>
        <source>%1 [row has|rows have] a key that stood before: the last counts.</source>
        <translation>%1 行的键重复出现：以最后一行为准。</translation>
    </message>
    <message>
        <source>%1 [row is|rows are] left out: no number stands where one should.</source>
        <translation>略去 %1 行：应为数字的地方不是数字。</translation>
    </message>
    <message>
        <source>Nothing names the rows, so row n (from 0) is of the key n: name a file of keys if that is wrong.</source>
        <translation>各行没有键，因此第 n 行（从 0 起）对应键 n；如不对，请指定键文件。</translation>
    </message>
    <message>
        <source>%1 [picture cannot|pictures cannot] be read.</source>
        <translation>%1 张图片无法读取。</translation>
    </message>
    <message>
        <source>%1 [product has|products have] no picture and so no vector.</source>
        <translation>%1 个商品没有图片，因此没有向量。</translation>
    </message>
    <message>
        <source>%1 [picture is|pictures are] called as no product.</source>
        <translation>%1 张图片的文件名不对应任何商品。</translation>
    </message>
    <message>
        <source>%1 [picture is|pictures are] called as no product, such as %2.</source>
        <translation>%1 张图片的文件名不对应任何商品，例如 %2。</translation>
    </message>
    <message>
        <source>%1 [address of a picture is|addresses of pictures are] left out: nothing is fetched.</source>
        <translation>略过 %1 个图片网址：不会从网络下载。</translation>
    </message>
</context>
<context>
    <name>Format</name>
    <message>
        <source>%1 ms</source>
        <translation>%1 毫秒</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 分 %2 秒</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 小时 %2 分</translation>
    </message>
    <message>
        <source>today %1</source>
        <translation>今天 %1</translation>
    </message>
    <message>
        <source>yesterday %1</source>
        <translation>昨天 %1</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1%</translation>
    </message>
</context>
<context>
    <name>GraphCommands</name>
    <message>
        <source>Import triples</source>
        <translation>导入三元组</translation>
    </message>
    <message>
        <source>Build the graph</source>
        <translation>构建图谱</translation>
    </message>
</context>
<context>
    <name>GraphText</name>
    <message>
        <source>a file</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>the file %1</source>
        <translation>文件 %1</translation>
    </message>
    <message>
        <source>%1 of %2 [row|rows] in %3 [%1:is|are] left out.</source>
        <translation>%3 的 %2 行中有 %1 行被略过。</translation>
    </message>
    <message>
        <source>Such as %1</source>
        <translation>例如 %1</translation>
    </message>
    <message>
        <source>import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>pairs of shoppers</source>
        <translation>顾客关系对</translation>
    </message>
    <message>
        <source>catalogue</source>
        <translation>商品目录</translation>
    </message>
    <message>
        <source>baskets</source>
        <translation>购物篮</translation>
    </message>
    <message>
        <source>by hand</source>
        <translation>手工</translation>
    </message>
    <message>
        <source>categories</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>brands</source>
        <translation>品牌</translation>
    </message>
    <message>
        <source>other attributes</source>
        <translation>其他属性</translation>
    </message>
    <message>
        <source>words of titles</source>
        <translation>标题中的词</translation>
    </message>
    <message>
        <source>pairs of shoppers in %1</source>
        <translation>%1中的顾客关系对</translation>
    </message>
    <message>
        <source>catalogue: %1</source>
        <translation>商品目录：%1</translation>
    </message>
    <message>
        <source>baskets of all events</source>
        <translation>全部行为的购物篮</translation>
    </message>
    <message>
        <source>baskets of the training part of %1, seed %2</source>
        <translation>%1 训练部分的购物篮，种子 %2</translation>
    </message>
    <message>
        <source>%1 [triple|triples] of %2 [relation|relations] between %3 [entity|entities]; %4 of %5 [product|products] [%4:stands|stand] in it</source>
        <translation>%3 个实体之间 %2 种关系的 %1 个三元组；%5 个商品中有 %4 个在图谱里</translation>
    </message>
    <message>
        <source>An import said all of this before: the graph is as it was.</source>
        <translation>此前已导入过同样的内容：图谱没有变化。</translation>
    </message>
    <message>
        <source>%1 new [triple|triples], %2 there already.</source>
        <translation>新增 %1 个三元组，%2 个原已存在。</translation>
    </message>
    <message>
        <source>%1 [row repeats|rows repeat] a triple of the same file.</source>
        <translation>%1 行重复了同一文件中的三元组。</translation>
    </message>
    <message>
        <source>%1 [key is|keys are] not the project&apos;s: [%1:its tie waits|their ties wait] until a log or catalogue brings [%1:it|them].</source>
        <translation>%1 个编号不在项目中：等日志或目录带来它们后再关联。</translation>
    </message>
    <message>
        <source>%1 [linked entity stands|linked entities stand] in no triple of the file.</source>
        <translation>%1 个有关联的实体不在文件的任何三元组中。</translation>
    </message>
    <message>
        <source>%1 [entity has a product&apos;s key for its name|entities have products&apos; keys for their names]; nothing ties them: a file of links does, or the choice in the import.</source>
        <translation>%1 个实体以商品编号为名，但没有关联：可用关联文件，或导入时勾选同名。</translation>
    </message>
    <message>
        <source>The graph has %1 [triple|triples] of %2 [product|products] of the catalogue.</source>
        <translation>图谱现有目录中 %2 个商品的 %1 个三元组。</translation>
    </message>
    <message>
        <source>%1 [product has|products have] nothing to build from.</source>
        <translation>%1 个商品没有可用于构建的信息。</translation>
    </message>
    <message>
        <source>%1 [value of an attribute is|values of attributes are] left out, being of one product only.</source>
        <translation>略过 %1 个只属于一个商品的属性值。</translation>
    </message>
    <message>
        <source>%1 [value is|values are] left out, being texts of more than 100 bytes.</source>
        <translation>略过 %1 个超过 100 字节的长文本。</translation>
    </message>
    <message>
        <source>No two products go together: %1 [basket has|baskets have] two or more.</source>
        <translation>没有成对搭配的商品：%1 个购物篮含两件以上。</translation>
    </message>
    <message>
        <source>What goes with what is learnt from all events, so a run that is judged on some of them has seen them in this graph.</source>
        <translation>搭配关系学自全部行为，因此以其中一部分评估的训练记录已在图谱里见过它们。</translation>
    </message>
</context>
<context>
    <name>HelpWindow</name>
    <message>
        <source>Aisle help</source>
        <translation>Aisle 帮助</translation>
    </message>
    <message>
        <source>Find in help</source>
        <translation>在帮助中查找</translation>
    </message>
</context>
<context>
    <name>Import</name>
    <message>
        <source>Every line is a shopper and the shopper&apos;s products, oldest first: each begins with another key.</source>
        <translation>每行是一位顾客及其商品（从旧到新）：每行开头的编码各不相同。</translation>
    </message>
    <message>
        <source>Every line is one session or shopper: products, oldest first.</source>
        <translation>每行是一次会话或一位顾客：商品从旧到新。</translation>
    </message>
    <message>
        <source>Numbers are written with a decimal comma (%1 of %2 that have a mark).</source>
        <translation>数字用逗号作小数点（%2 个带符号的数中有 %1 个）。</translation>
    </message>
    <message>
        <source>%1: no date of the sample tells whether the day or the month comes first; day first was taken, since the rows are then in order.</source>
        <translation>%1：样本中的日期看不出日在前还是月在前；按日在前理解时行的顺序正好递增，故取日在前。</translation>
    </message>
    <message>
        <source>%1: no date of the sample tells whether the day or the month comes first; month first was taken, since the rows are then in order.</source>
        <translation>%1：样本中的日期看不出日在前还是月在前；按月在前理解时行的顺序正好递增，故取月在前。</translation>
    </message>
    <message>
        <source>%1: no date of the sample tells whether the day or the month comes first; day first was taken.</source>
        <translation>%1：样本中的日期看不出日在前还是月在前，取日在前。</translation>
    </message>
    <message>
        <source>%1: no date of the sample tells whether the day or the month comes first; month first was taken.</source>
        <translation>%1：样本中的日期看不出日在前还是月在前，取月在前。</translation>
    </message>
    <message>
        <source>Times are written without a zone and read as %1 (this computer&apos;s zone).</source>
        <translation>时间没有写时区，按 %1（本机时区）读取。</translation>
    </message>
    <message>
        <source>Times are written without a zone and read as %1.</source>
        <translation>时间没有写时区，按 %1 读取。</translation>
    </message>
    <message>
        <source>Rows have an order, a quantity and a price: they are purchases.</source>
        <translation>每行有订单、数量和价格：视为购买。</translation>
    </message>
    <message>
        <source>There is no column of shoppers: each session (%1) is taken for a shopper.</source>
        <translation>没有顾客列：把每个会话（%1）当作一位顾客。</translation>
    </message>
    <message>
        <source>The text is %1: %2.</source>
        <translation>文字编码为 %1：%2。</translation>
    </message>
    <message>
        <source>The file is one JSON object: each of its members is a row, its name is the column %1.</source>
        <translation>文件是一个 JSON 对象：每个成员为一行，其名称为 %1 列。</translation>
    </message>
    <message>
        <source>%1: a month and a day without a year; the year %2 was taken. The format %3 names one.</source>
        <translation>%1：有月日而无年；取了 %2 年。格式 %3 可指明年份。</translation>
    </message>
    <message>
        <source>%1: numbers such as %2 are read as seconds since 1970. Their order is right, the dates mean nothing.</source>
        <translation>%1：像 %2 这样的数按 1970 年以来的秒数读取。顺序正确，日期没有意义。</translation>
    </message>
    <message>
        <source>%1 is an amount for the whole line: the unit price is %2 / %3.</source>
        <translation>%1 是整行金额：单价为 %2 / %3。</translation>
    </message>
    <message>
        <source>The time of day stands in a column of its own (%1): it is joined with the date of %2.</source>
        <translation>时刻单独成列（%1）：与 %2 的日期合并。</translation>
    </message>
    <message>
        <source>No column looks like a shopper.</source>
        <translation>没有像顾客的列。</translation>
    </message>
    <message>
        <source>No column looks like a product.</source>
        <translation>没有像商品的列。</translation>
    </message>
    <message>
        <source>Every row has another key in %1: this is a list, no log. Say whether it lists products or shoppers, or name the columns of a log.</source>
        <translation>%1 中每行的编码都不同：这是清单，不是日志。请说明它列的是商品还是顾客，或指定日志的列。</translation>
    </message>
    <message>
        <source>Nothing says which column is the shopper and which the product: name them.</source>
        <translation>无法判断哪列是顾客、哪列是商品：请指定。</translation>
    </message>
    <message>
        <source>Looked up in %1 by %2: %3.</source>
        <translation>在 %1 中按 %2 查找：%3。</translation>
    </message>
    <message>
        <source>Rows have a rating (%1): they are ratings.</source>
        <translation>各行有评分（%1）：它们是评分。</translation>
    </message>
    <message>
        <source>Rows have a word for the product (%1): they are tags.</source>
        <translation>各行有描述商品的词（%1）：它们是标签。</translation>
    </message>
    <message>
        <source>Most of its rows do not have the columns of the others, and no column holds numbers or times: this looks like text, not like a table.</source>
        <translation>大多数行与其他行的列不一致，也没有一列是数字或时间：这看起来是文章，不是表格。</translation>
    </message>
    <message>
        <source>double-byte characters as Japanese text has them</source>
        <translation>双字节字符，符合日文特征</translation>
    </message>
    <message>
        <source>double-byte characters as Korean text has them</source>
        <translation>双字节字符，符合韩文特征</translation>
    </message>
    <message>
        <source>%1 % of its double-byte characters are frequent ones</source>
        <translation>双字节字符中有 %1% 是常用字</translation>
    </message>
    <message>
        <source>letters as Turkish has them</source>
        <translation>土耳其语字母</translation>
    </message>
    <message>
        <source>letters as in language &apos;%1&apos;</source>
        <translation>语言“%1”的字母</translation>
    </message>
    <message>
        <source>single-byte letters, no UTF-8</source>
        <translation>单字节字符，不是 UTF-8</translation>
    </message>
    <message>
        <source>byte order mark</source>
        <translation>有字节顺序标记</translation>
    </message>
    <message>
        <source>every other byte of ASCII is zero</source>
        <translation>ASCII 字符每隔一个字节为零</translation>
    </message>
    <message>
        <source>%1 is left out: numbers such as %2 are no dates. Where they are, name their format (unix, unix-ms, excel, days or a pattern such as MMdd@2014).</source>
        <translation>已略过 %1：%2 这样的数字不是日期。如果是，请指定格式（unix、unix-ms、excel、days 或如 MMdd@2014 的模式）。</translation>
    </message>
    <message>
        <source>Rows have a quantity and a price: they are purchases.</source>
        <translation>各行有数量和价格：视为购买。</translation>
    </message>
    <message>
        <source>Rows without %1 are searches: %2 says for what.</source>
        <translation>没有 %1 的行是搜索：%2 说明搜索内容。</translation>
    </message>
    <message>
        <source>No column says when something happened: of each shopper the order of the rows counts, and what is held out cannot be the latest of the log.</source>
        <translation>没有列说明事件发生的时间：按每位顾客各行的顺序处理，留出的部分不可能是日志中最近的。</translation>
    </message>
    <message>
        <source>%1 counts days: day 0 is taken for 2000-01-01. The dates are invented, their order and their distances are right; the format days@2017-01-31 names the day they are counted from.</source>
        <translation>%1 以天计数：第 0 天视为 2000-01-01。日期是假定的，但顺序和间隔正确；可用格式 days@2017-01-31 指定起始日。</translation>
    </message>
    <message>
        <source>%1 says two things: it is %2 in every row of the kind %3, and lies between %4 and %5 in those of %6. Choose one of the kinds where ratings are learnt.</source>
        <translation>%1 含义不一：在类型 %3 的每一行都是 %2，而在 %6 的行中介于 %4 与 %5 之间。学习评分时请只选其中一种类型。</translation>
    </message>
    <message>
        <source>%1 is left out: it is %2 in every sampled row, which says that something happened, not how it was liked.</source>
        <translation>已略过 %1：抽样的每一行都是 %2，只说明发生过，而不是喜好程度。</translation>
    </message>
    <message>
        <source>%1 is %2 in every sampled row: it says that something happened, not how it was liked.</source>
        <translation>%1 在抽样的每一行都是 %2：只说明发生过，而不是喜好程度。</translation>
    </message>
    <message>
        <source>%1: its years are such as %2: they are read as years of the Republic of China, %3 as %4. The format %5 takes them as they stand.</source>
        <translation>%1：其年份如 %2：按民国纪年读取，%3 读作 %4。格式 %5 会按原样读取。</translation>
    </message>
    <message>
        <source>%1: its years are such as %2: years of another calendar (%3)? They are kept as they stand; the order of the times is right, their dates are not.</source>
        <translation>%1：其年份如 %2：是其他历法（%3）的年份吗？按原样保留；时间顺序正确，但日期不正确。</translation>
    </message>
    <message>
        <source>%1 is left out: values such as %2 are only a part of a date. Where they count whole days, name the column as the time and days as its format.</source>
        <translation>已略过 %1：%2 这样的值只是日期的一部分。如果以整天计数，请将该列指定为时间，格式为 days。</translation>
    </message>
    <message>
        <source>without .0 at the end</source>
        <translation>不带末尾的 .0</translation>
    </message>
    <message>
        <source>without leading zeros</source>
        <translation>不带前导零</translation>
    </message>
    <message>
        <source>in small letters</source>
        <translation>小写</translation>
    </message>
    <message>
        <source>without blanks and invisible marks</source>
        <translation>不带空格和不可见字符</translation>
    </message>
    <message>
        <source>without quotes</source>
        <translation>不带引号</translation>
    </message>
    <message>
        <source>without marks, in small letters</source>
        <translation>不带符号的小写</translation>
    </message>
    <message>
        <source>by the number at their end</source>
        <translation>仅保留末尾的数字</translation>
    </message>
    <message>
        <source>%1 has keys such as %2: is %3 the right column in both files?</source>
        <translation>%1 的键如 %2：%3 在两个文件中都是正确的列吗？</translation>
    </message>
    <message>
        <source>The file is one JSON object around a list: each element of the list is a row.</source>
        <translation>该文件是一个包含列表的 JSON 对象：列表的每个元素为一行。</translation>
    </message>
    <message>
        <source>Fields stand in &apos; marks.</source>
        <translation>字段用 &apos; 号括起。</translation>
    </message>
    <message>
        <source>No column can be a shopper or a product: this is no log.</source>
        <translation>没有一列可以是顾客或商品：这不是日志。</translation>
    </message>
    <message>
        <source>%1 is empty in %2 of the sampled rows that have %3: it is taken from there.</source>
        <translation>%1 在 %2 个有 %3 的抽样行中为空：从那里取值。</translation>
    </message>
    <message>
        <source>%1: %2 of its %3 [key|keys] [%2:is|are] known, it has %4 where the project has %5. Written %6, %7 would meet: write the keys of both files alike and import it once more.</source>
        <translation>%1：其 %3 个编码中有 %2 个已知，它写作 %4，而项目中是 %5。若写成%6，有 %7 个能够对应：请统一两个文件的编码写法后重新导入。</translation>
    </message>
    <message>
        <source>%1: %2 of its %3 [key|keys] [%2:is|are] known: it has such as %4, the project such as %5. Do the files belong together, and is the right column taken for the key (%6)?</source>
        <translation>%1：其 %3 个编码中有 %2 个已知：它的编码如 %4，项目的如 %5。这些文件属于同一份数据吗？编码列（%6）选对了吗？</translation>
    </message>
    <message>
        <source>%1, joined by %2: %3 of the log&apos;s %4 [key|keys] [%3:is|are] not in it, such as %5: [%3:its|their] rows are rejected.</source>
        <translation>%1（按 %2 关联）：日志的 %4 个键中有 %3 个不在其中，例如 %5：这些行被拒绝。</translation>
    </message>
    <message>
        <source>%1, joined by %2: %3 of the log&apos;s %4 [key|keys] [%3:is|are] not in it, such as %5: [%3:its|their] rows come in without its columns.</source>
        <translation>%1（按 %2 关联）：日志的 %4 个键中有 %3 个不在其中，例如 %5：这些行导入时没有它的列。</translation>
    </message>
    <message>
        <source>%1 has %2 where the log has %3: written %4, %5 [key|keys] would meet. Write the keys of both files alike.</source>
        <translation>%1 中为 %2，而日志中为 %3：若写成%4，则有 %5 个键可以对上。请统一两个文件的键的写法。</translation>
    </message>
    <message>
        <source>%1 says to which part of a split a row belongs: train, valid or test.</source>
        <translation>“%1”说明每一行属于划分的哪一部分：训练、验证或测试。</translation>
    </message>
    <message>
        <source>The header has %1 [name|names], most rows have %2 [field|fields]: the others are called by their number.</source>
        <translation>表头有 %1 个列名，多数行有 %2 个字段：其余的列以序号称呼。</translation>
    </message>
    <message>
        <source>%1: day first, from %2 [date|dates] that cannot be otherwise.</source>
        <translation>%1：日在前，依据 %2 个只能这样理解的日期。</translation>
    </message>
    <message>
        <source>%1: month first, from %2 [date|dates] that cannot be otherwise.</source>
        <translation>%1：月在前，依据 %2 个只能这样理解的日期。</translation>
    </message>
    <message>
        <source>Kinds are number codes, read as in known logs: %1. Check this.</source>
        <translation>事件类型是数字代码，按常见日志理解：%1。请核对。</translation>
    </message>
    <message>
        <source>The kind &apos;%1&apos; (%2 [row|rows]) is not known: it counts as other.</source>
        <translation>不认识事件类型“%1”（%2 行），归为其他。</translation>
    </message>
    <message>
        <source>%1 of the sampled rows [%1:has|have] a negative quantity: [%1:it is a return, not a purchase|they are returns, not purchases], unless told otherwise.</source>
        <translation>抽样行中有 %1 行的数量为负：除非另行指定，视为退货而不是购买。</translation>
    </message>
    <message>
        <source>%1 of %2 sampled [row|rows] [%1:has|have] no shopper: [%1:it is|they are] rejected unless guests are taken by order or session.</source>
        <translation>样本 %2 行中有 %1 行没有顾客：将被拒绝，除非按订单或会话算作匿名顾客。</translation>
    </message>
    <message>
        <source>%1 of %2 sampled [row|rows] [%1:has|have] no shopper: [%1:it is|they are] rejected. Name the column of orders or sessions to keep [%1:it as a guest|them as guests].</source>
        <translation>样本 %2 行中有 %1 行没有顾客：将被拒绝。指明订单或会话的列，即可把它们作为匿名顾客保留。</translation>
    </message>
    <message>
        <source>%1 of %2 sampled [row|rows] [%1:has|have] no time (%3): [%1:it is|they are] rejected.</source>
        <translation>抽样的 %2 行中有 %1 行没有时间（%3）：这些行被拒绝。</translation>
    </message>
    <message>
        <source>%1: %2 of %3 sampled [value|values] (%4 %) [%2:is|are] %5, the others lie between %6 and %7: %8 is taken for &quot;not rated&quot;, such events come in without a value.</source>
        <translation>%1：抽样的 %3 个值中有 %2 个（%4%）为 %5，其余在 %6 与 %7 之间：%8 视为“未评分”，这些事件不带评分导入。</translation>
    </message>
    <message>
        <source>%1: %2 of %3 sampled [value|values] (%4 %) [%2:is not read as a time|are not read as times], such as %5: [%2:its row is|their rows are] rejected. Where times are written so, name their format.</source>
        <translation>%1：抽样的 %3 个值中有 %2 个（%4%）无法读作时间，如 %5：这些行被拒绝。如果是时间，请指定格式。</translation>
    </message>
    <message>
        <source>%1: %2 of %3 sampled [value|values] (%4 %) [%2:is no number|are no numbers], such as %5: [%2:its row is|their rows are] rejected. Words that stand for nothing can be named as missing.</source>
        <translation>%1：抽样的 %3 个值中有 %2 个（%4%）不是数字，如 %5：这些行被拒绝。表示空缺的词可以指定为缺失值。</translation>
    </message>
    <message>
        <source>%1: %2 of %3 sampled [value|values] (%4 %) [%2:is no number|are no numbers], such as %5: [%2:that product has|those products have] no price.</source>
        <translation>%1：抽样的 %3 个值中有 %2 个（%4%）不是数字，如 %5：这些商品没有价格。</translation>
    </message>
    <message>
        <source>%1 is left out: %2 of %3 sampled [value|values] (%4 %) [%2:is no number|are no numbers], though its name says so. Its values are such as %5.</source>
        <translation>已略过 %1：抽样的 %3 个值中有 %2 个（%4%）不是数字，与列名不符。其值如 %5。</translation>
    </message>
    <message>
        <source>%1 is left out: %2 of %3 sampled [value|values] (%4 %) [%2:is not read as a time|are not read as times]. Its values are such as %5: name it as the time, and their format.</source>
        <translation>已略过 %1：抽样的 %3 个值中有 %2 个（%4%）无法读作时间。其值如 %5：请将其指定为时间并指定格式。</translation>
    </message>
    <message>
        <source>%1: %2 of %3 sampled [time|times] (%4 %) [%2:has a year|have years] such as %5: years of the Buddhist era (%6)? The format %7 reads them so.</source>
        <translation>%1：抽样的 %3 个时间中有 %2 个（%4%）的年份如 %5：是佛历年份（%6）吗？格式 %7 会如此读取。</translation>
    </message>
    <message>
        <source>%1: %2 of %3 sampled [time|times] (%4 %) [%2:has a year|have years] such as %5: they are read as years of the Buddhist era, %6 as %7. The format %8 takes them as they stand.</source>
        <translation>%1：抽样的 %3 个时间中有 %2 个（%4%）的年份如 %5：按佛历读取，%6 读作 %7。格式 %8 会按原样读取。</translation>
    </message>
    <message>
        <source>%1: %2 of %3 sampled [time|times] (%4 %) [%2:is|are] %5, where %6 begins or ends to count: no date was entered? Named as missing, %7 rejects its row.</source>
        <translation>%1：抽样的 %3 个时间中有 %2 个（%4%）为 %5，即 %6 计时的起点或终点：是否未填日期？指定为缺失值后，%7 所在行会被拒绝。</translation>
    </message>
    <message>
        <source>%1: %2 of %3 sampled [time|times] (%4 %) [%2:lies|lie] 1,462 days before the others, such as %5: dates of Excel&apos;s 1904 calendar? The format excel-1904 reads such a column.</source>
        <translation>%1：抽样的 %3 个时间中有 %2 个（%4%）比其他早 1,462 天，如 %5：是 Excel 1904 日期系统吗？格式 excel-1904 可读取这样的列。</translation>
    </message>
    <message>
        <source>%1: %2 of %3 sampled [time|times] (%4 %) [%2:lies|lie] far from the others (%5 to %6), such as %7. Named as missing, [%2:it rejects its row|they reject their rows].</source>
        <translation>%1：抽样的 %3 个时间中有 %2 个（%4%）远离其他时间（%5 至 %6），如 %7。指定为缺失值后，这些行会被拒绝。</translation>
    </message>
    <message>
        <source>%1: %2 of %3 sampled [time|times] (%4 %) [%2:lies|lie] after today, the last is %5.</source>
        <translation>%1：抽样的 %3 个时间中有 %2 个（%4%）晚于今天，最晚为 %5。</translation>
    </message>
    <message>
        <source>%1: %2 of %3 sampled [time|times] [%2:names|name] the era of [%2:its|their] year, such as %4: it is read as %5.</source>
        <translation>%1：抽样的 %3 个时间中有 %2 个写明了年号，例如 %4：读作 %5 年。</translation>
    </message>
    <message>
        <source>%1 of %2 sampled [row|rows] [%1:has|have] no shopper: [%1:it is|they are] rejected.</source>
        <translation>抽样的 %2 行中有 %1 行没有顾客：这些行被拒绝。</translation>
    </message>
    <message>
        <source>%1: %2 of %3 sampled [time|times] (%4 %) [%2:has a year|have years] such as %5: they are read as years of the Buddhist era, %6 as %7. A pattern that is named as their format, such as dd/MM/yyyy, takes them as they stand.</source>
        <translation>%1：抽样的 %3 个时间中有 %2 个（%4%）的年份如 %5：按佛历读取，%6 读作 %7。把格式指定为样式（如 dd/MM/yyyy）即可按原样读取。</translation>
    </message>
    <message>
        <source>%1: its years are such as %2: they are read as years of the Republic of China, %3 as %4. A pattern that is named as their format, such as dd/MM/yyyy, takes them as they stand.</source>
        <translation>%1：年份如 %2：按民国纪年读取，%3 读作 %4。把格式指定为样式（如 dd/MM/yyyy）即可按原样读取。</translation>
    </message>
    <message>
        <source>The header has two lines, whose words are joined: %1.</source>
        <translation>表头有两行，已把上下两行的词合并：%1。</translation>
    </message>
    <message>
        <source>%1 says yes or no: %2. Check this.</source>
        <translation>%1 表示是或否：%2。请核对。</translation>
    </message>
    <message>
        <source>%1 lists what the shopper had before (%2 [product|products] in %3 sampled [row|rows]) without saying when: it is left out.</source>
        <translation>%1 列出顾客此前的商品（%3 个抽样行中有 %2 个商品），但没有时间：未导入。</translation>
    </message>
    <message>
        <source>Who is a guest first and signs in later counts as two shoppers, one of %1 and one of %2; named as the shopper, %3 alone keeps them one.</source>
        <translation>先以访客身份浏览、后来登录的人算作两位顾客：一位来自 %1，一位来自 %2；若指定 %3 为顾客列，则只算一位。</translation>
    </message>
    <message>
        <source>%1: %2 of %3 sampled [key|keys] [%2:is|are] written in another way than a key beside [%2:it|them], such as %4: both count. Where they are the same, write them alike and import that.</source>
        <translation>%1：%3 个抽样编码中有 %2 个与另一个编码只是写法不同，例如 %4：两者分别计数。如果它们是同一个，请统一写法后再导入。</translation>
    </message>
    <message>
        <source>%1: %2 of %3 sampled [key|keys] [%2:is a number|are numbers] whose last digits a spreadsheet has rounded away, such as %4: different ones have become one. Save the column as text and import that.</source>
        <translation>%1：%3 个抽样编码中有 %2 个是被电子表格舍去末位的数字，例如 %4：不同的编码已变成同一个。请把该列存为文本后再导入。</translation>
    </message>
    <message>
        <source>The products stand side by side, as %1 [column|columns] (%2 to %3): each cell that has %4 is an event.</source>
        <translation>商品并排为 %1 列（%2 至 %3）：每个有%4的单元格是一个事件。</translation>
    </message>
    <message>
        <source>%1 [column|columns] (%2 to %3) [%1:has|have] numbers of a period each: they are left out, and every row counts once. Write a row for each period, with its date, and import that.</source>
        <translation>%1 列（%2 至 %3）各是一个时期的数字：未导入，每行只计一次。请为每个时期写一行并注明日期，然后导入。</translation>
    </message>
    <message>
        <source>%1 holds products as Adobe Analytics writes them (category;product;pieces;amount): each is a row.</source>
        <translation>%1 中的商品按 Adobe Analytics 的写法（类目;商品;件数;金额）：每个商品为一行。</translation>
    </message>
    <message>
        <source>Only the last line of an order has %1: its other lines (%2 of the sampled rows) take it from there.</source>
        <translation>只有订单的最后一行有 %1：其余各行（抽样行中的 %2 行）从那里取值。</translation>
    </message>
    <message>
        <source>words as Cyrillic text has them</source>
        <translation>西里尔文的词</translation>
    </message>
    <message>
        <source>a yes</source>
        <translation>“是”</translation>
    </message>
    <message>
        <source>a rating</source>
        <translation>评分</translation>
    </message>
    <message>
        <source>a number of pieces</source>
        <translation>件数</translation>
    </message>
    <message>
        <source>What was shown stands in %1: each product is a row, a click where it ends in -1, an exposure where it ends in -0.</source>
        <translation>展示的内容在 %1 中：每个商品成为一行，以 -1 结尾的是点击，以 -0 结尾的是展示。</translation>
    </message>
</context>
<context>
    <name>ImportFileList</name>
    <message>
        <source>behaviour log</source>
        <translation>行为日志</translation>
    </message>
    <message>
        <source>catalogue</source>
        <translation>商品目录</translation>
    </message>
    <message>
        <source>shoppers</source>
        <translation>顾客</translation>
    </message>
    <message numerus="yes">
        <source>%n columns</source>
        <translation>
            <numerusform>%n 列</numerusform>
        </translation>
    </message>
    <message>
        <source>log: training part</source>
        <translation>日志：训练段</translation>
    </message>
    <message>
        <source>log: validation part</source>
        <translation>日志：验证段</translation>
    </message>
    <message>
        <source>log: test part</source>
        <translation>日志：测试段</translation>
    </message>
    <message>
        <source>not recognised</source>
        <translation>未识别</translation>
    </message>
    <message>
        <source>What %1 is</source>
        <translation>%1 是什么</translation>
    </message>
</context>
<context>
    <name>JobRow</name>
    <message>
        <source>Keep best</source>
        <translation>保留最佳</translation>
    </message>
    <message>
        <source>Stop now and keep the best state so far</source>
        <translation>立即停止，保留目前最好的状态</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Stop and discard what this job has made</source>
        <translation>停止并丢弃这项任务的结果</translation>
    </message>
    <message>
        <source>stopping</source>
        <translation>正在停止</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>stops after this epoch</source>
        <translation>本轮结束后停止</translation>
    </message>
    <message>
        <source>Train this before the one above</source>
        <translation>排到上一项之前</translation>
    </message>
</context>
<context>
    <name>Keyboard</name>
    <message>
        <source>Keyboard</source>
        <translation>键盘</translation>
    </message>
    <message>
        <source>In tables, lists, charts and on the map</source>
        <translation>在表格、列表、图表和地图中</translation>
    </message>
    <message>
        <source>the row above or below; on the map the nearest point</source>
        <translation>上一行或下一行；在地图上为最近的点</translation>
    </message>
    <message>
        <source>open the row: its product, shopper or form</source>
        <translation>打开该行：商品、顾客或表单</translation>
    </message>
    <message>
        <source>tick: compare a run, leave an event out of a history</source>
        <translation>勾选：对比训练记录，或从历史中去掉事件</translation>
    </message>
    <message>
        <source>copy the selected cells, separated by tabs</source>
        <translation>复制选中的单元格（以制表符分隔）</translation>
    </message>
    <message>
        <source>rename a run, write its note</source>
        <translation>重命名训练记录，编写备注</translation>
    </message>
    <message>
        <source>delete the selected runs, features or triples; take a chip off the selection</source>
        <translation>删除选中的训练记录、特征或三元组；从选择中移除标签</translation>
    </message>
    <message>
        <source>find what looks like the copied picture, or is near the copied words</source>
        <translation>查找与复制的图片相像、或与复制的文字接近的商品</translation>
    </message>
    <message>
        <source>leave what-if, close an explanation or a run, clear a search</source>
        <translation>退出假设、关闭解释或训练记录、清除搜索</translation>
    </message>
    <message>
        <source>wheel</source>
        <translation>滚轮</translation>
    </message>
    <message>
        <source>zoom a chart</source>
        <translation>缩放图表</translation>
    </message>
    <message>
        <source>on the map: zoom in, zoom out, show everything</source>
        <translation>在地图上：放大、缩小、显示全部</translation>
    </message>
</context>
<context>
    <name>Meaning</name>
    <message>
        <source>exposure</source>
        <translation>曝光</translation>
    </message>
    <message>
        <source>view</source>
        <translation>浏览</translation>
    </message>
    <message>
        <source>favourite</source>
        <translation>收藏</translation>
    </message>
    <message>
        <source>cart</source>
        <translation>加购</translation>
    </message>
    <message>
        <source>purchase</source>
        <translation>购买</translation>
    </message>
    <message>
        <source>return</source>
        <translation>退货</translation>
    </message>
    <message>
        <source>rating</source>
        <translation>评分</translation>
    </message>
    <message>
        <source>search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>interaction</source>
        <translation>互动</translation>
    </message>
    <message>
        <source>other</source>
        <translation>其他</translation>
    </message>
</context>
<context>
    <name>Metric</name>
    <message>
        <source>mean number of training events of the shown products</source>
        <translation>所推荐商品的平均训练事件数</translation>
    </message>
    <message>
        <source>How much the lists lean on bestsellers. Neither high nor low is good by itself.</source>
        <translation>列表有多依赖畅销品。高低本身没有好坏。</translation>
    </message>
    <message>
        <source>distinct products shown / products of the catalogue</source>
        <translation>被推荐过的不同商品数 / 商品总数</translation>
    </message>
    <message>
        <source>How much of the shop is ever shown. It grows with the number of shoppers judged.</source>
        <translation>店里有多少商品得到过展示。评测的顾客越多，数值越高。</translation>
    </message>
    <message>
        <source>Shannon entropy of the shares of exposure, in bits</source>
        <translation>曝光占比的香农熵（比特）</translation>
    </message>
    <message>
        <source>Variety of what is shown; 2 to its power is the number of products that equal exposure would need.</source>
        <translation>展示的多样程度；2 的该次幂即平均曝光时对应的商品数。</translation>
    </message>
    <message>
        <source>2 P R / (P + R) of the shopper&apos;s own precision and recall; 0 without a hit</source>
        <translation>单个顾客精确率与召回率的 2PR/(P+R)；没有命中为 0</translation>
    </message>
    <message>
        <source>One figure where precision and recall pull apart. It hides which of the two moved.</source>
        <translation>精确率与召回率不一致时的折中，但看不出是哪一个变了。</translation>
    </message>
    <message>
        <source>Gini coefficient of how often each product of the catalogue is shown: 0 equal, 1 one product takes all</source>
        <translation>全部商品展示次数的基尼系数：0 为平均，1 为一个商品独占</translation>
    </message>
    <message>
        <source>Whether a few products take all the places. Products never shown count, so a large catalogue pushes it towards 1.</source>
        <translation>是否少数商品占据了所有位置。从未展示的商品也计入，商品越多越接近 1。</translation>
    </message>
    <message>
        <source>1 if anything relevant is within the first k, else 0</source>
        <translation>前 k 个中至少有一个相关商品记 1，否则 0</translation>
    </message>
    <message>
        <source>Share of shoppers who find something. It grows with the number of relevant products: compare within one split only.</source>
        <translation>能找到相关商品的顾客比例。相关商品越多越高，只能在同一切分内比较。</translation>
    </message>
    <message>
        <source>mean over pairs of shoppers of 1 - products in both lists / k</source>
        <translation>任意两位顾客 1 − 共有商品数/k 的平均</translation>
    </message>
    <message>
        <source>How personal the lists are: 0 means everybody sees the same.</source>
        <translation>列表有多个性化：0 表示所有人看到的一样。</translation>
    </message>
    <message>
        <source>mean of 1 - cosine over the pairs of products in the list, of their vectors or categories</source>
        <translation>列表内商品两两（按向量或类目）1 − 余弦 的平均</translation>
    </message>
    <message>
        <source>Variety within one list. Only as good as the categories or vectors; products without any are left out, as are lists with fewer than two others.</source>
        <translation>单个列表内的多样性，取决于类目或向量的质量；缺失的商品以及剩余不足两个的列表不计入。</translation>
    </message>
    <message>
        <source>sum over hits of (hits so far / place), divided by min(k, relevant)</source>
        <translation>对每个命中求 (到此为止的命中数/名次) 之和，除以 min(k, 相关商品数)</translation>
    </message>
    <message>
        <source>Order and completeness in one figure; early places weigh much. Tools that divide by the relevant products or by the hits give other figures.</source>
        <translation>同时反映顺序与完整度，靠前的名次权重大。其他工具若除以相关商品数或命中数，数值会不同。</translation>
    </message>
    <message>
        <source>1 / place of the first hit within the first k, else 0</source>
        <translation>前 k 个中首个命中名次的倒数，没有为 0</translation>
    </message>
    <message>
        <source>How far down the first useful product stands. It sees the first hit only.</source>
        <translation>第一个有用的商品排在多靠后。只看首个命中。</translation>
    </message>
    <message>
        <source>sum over hits of 1 / log2(place + 1), divided by the same sum for min(k, relevant) hits at the top</source>
        <translation>各命中的 1/log2(名次+1) 之和，除以前 min(k, 相关商品数) 位全部命中时的和</translation>
    </message>
    <message>
        <source>The usual figure to choose by: higher places weigh more, 1 is a perfect list. Tools differ in names and details: compare within one protocol only.</source>
        <translation>最常用的选择依据：名次越靠前权重越大，1 为完美列表。不同工具的叫法和细节不同，只能在同一口径内比较。</translation>
    </message>
    <message>
        <source>mean of -log2(shoppers who had the product in train / shoppers with training events) over shown products</source>
        <translation>所推荐商品的 −log2(训练中拥有该商品的顾客数 / 有训练事件的顾客数) 的平均</translation>
    </message>
    <message>
        <source>How surprising the shown products are (MIUF). Products that nobody had count as had by one shopper.</source>
        <translation>推荐有多让人意外（MIUF）。无人拥有的商品按一位顾客计。</translation>
    </message>
    <message>
        <source>hits within the first k / k</source>
        <translation>前 k 个中的命中数 / k</translation>
    </message>
    <message>
        <source>Share of the places that were used well. Its ceiling is low for shoppers who want fewer than k products.</source>
        <translation>被用好的位置比例。顾客想要的少于 k 个时，上限较低。</translation>
    </message>
    <message>
        <source>hits within the first k / relevant products</source>
        <translation>前 k 个中的命中数 / 相关商品数</translation>
    </message>
    <message>
        <source>Share of what was relevant that the list shows. Some tools divide by min(k, relevant): their figures are higher.</source>
        <translation>相关商品中列表展示了多少。有的工具除以 min(k, 相关商品数)，数值会更高。</translation>
    </message>
    <message>
        <source>share of shown products outside the most popular ones that make up 80 % of training events</source>
        <translation>推荐中不属于“占训练事件 80% 的头部商品”的比例</translation>
    </message>
    <message>
        <source>How much the lists reach past the bestsellers. A random list has a high share: read it beside an accuracy figure.</source>
        <translation>列表有多少越过了畅销品。随机列表的占比也高，要与准确性指标一起看。</translation>
    </message>
    <message>
        <source>distinct products shown that were learnt from / products learnt from</source>
        <translation>被推荐过的已学习商品数 / 学习过的商品数</translation>
    </message>
    <message>
        <source>Coverage without the products that no recommender could have learnt.</source>
        <translation>不计任何算法都无法学习的商品时的覆盖率。</translation>
    </message>
    <message>
        <source>The mean difference between predicted and given values, either way. Lower is better.</source>
        <translation>预测值与实际值的平均绝对差，越低越好。</translation>
    </message>
    <message>
        <source>The root of the mean squared difference between predicted and given values. Lower is better.</source>
        <translation>预测值与实际值之差的均方根，越低越好。</translation>
    </message>
</context>
<context>
    <name>Need</name>
    <message>
        <source>This log has no times.</source>
        <translation>这份日志没有时间。</translation>
    </message>
    <message>
        <source>The products have no titles: import a catalogue.</source>
        <translation>商品没有标题：请导入商品目录。</translation>
    </message>
    <message>
        <source>The products have no attributes: import a catalogue.</source>
        <translation>商品没有属性：请导入商品目录。</translation>
    </message>
    <message>
        <source>This log has no ratings.</source>
        <translation>这份日志没有评分。</translation>
    </message>
    <message>
        <source>The products have no pictures.</source>
        <translation>商品没有图片。</translation>
    </message>
    <message>
        <source>times</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>titles</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>attributes of products</source>
        <translation>商品属性</translation>
    </message>
    <message>
        <source>ratings</source>
        <translation>评分</translation>
    </message>
    <message>
        <source>links between shoppers</source>
        <translation>顾客之间的关系</translation>
    </message>
    <message>
        <source>The shoppers have no links to each other.</source>
        <translation>顾客之间没有关系数据。</translation>
    </message>
    <message>
        <source>kept runs</source>
        <translation>已有训练记录</translation>
    </message>
    <message>
        <source>It works on other runs: train some first.</source>
        <translation>它以其他训练记录为基础：请先训练一些。</translation>
    </message>
    <message>
        <source>pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>a knowledge graph</source>
        <translation>知识图谱</translation>
    </message>
    <message>
        <source>No product stands in a knowledge graph: `aisle-cli graph` imports or builds one.</source>
        <translation>没有商品在知识图谱中：可用 `aisle-cli graph` 导入或构建。</translation>
    </message>
</context>
<context>
    <name>Page</name>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>训练记录</translation>
    </message>
    <message>
        <source>Shoppers</source>
        <translation>顾客</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>地图</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>商品</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>特征</translation>
    </message>
</context>
<context>
    <name>Param</name>
    <message>
        <source>Half-life (days)</source>
        <translation>半衰期（天）</translation>
    </message>
    <message>
        <source>Factors</source>
        <translation>因子数</translation>
    </message>
    <message>
        <source>Length of a shopper&apos;s and a product&apos;s vector.</source>
        <translation>顾客向量与商品向量的长度。</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>轮数</translation>
    </message>
    <message>
        <source>Sweeps over the pairs, at most.</source>
        <translation>对（顾客, 商品）对最多学习多少遍。</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Size of a gradient step.</source>
        <translation>每步梯度的大小。</translation>
    </message>
    <message>
        <source>L2</source>
        <translation>L2</translation>
    </message>
    <message>
        <source>Weight decay of the vectors in each step.</source>
        <translation>每一步对向量的权重衰减。</translation>
    </message>
    <message>
        <source>Neighbours</source>
        <translation>近邻数</translation>
    </message>
    <message>
        <source>How many most similar products each product keeps.</source>
        <translation>每个商品保留多少个最相似的商品。</translation>
    </message>
    <message>
        <source>Shrinkage</source>
        <translation>收缩</translation>
    </message>
    <message>
        <source>An event that is this much older counts half. 0: all events count the same.</source>
        <translation>早这么多天的事件只算一半。0：所有事件同等对待。</translation>
    </message>
    <message>
        <source>What is counted</source>
        <translation>计数对象</translation>
    </message>
    <message>
        <source>Events weighted by their kind, or distinct shoppers of a product (a shopper&apos;s latest event says how old it is).</source>
        <translation>按类型加权的事件数，或商品的不同顾客数（以顾客最近一次事件的时间为准）。</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>层数</translation>
    </message>
    <message>
        <source>Attention blocks, one upon the other.</source>
        <translation>堆叠的注意力模块数。</translation>
    </message>
    <message>
        <source>Heads</source>
        <translation>头数</translation>
    </message>
    <message>
        <source>Attention patterns a block.</source>
        <translation>每个模块的注意力头数。</translation>
    </message>
    <message>
        <source>Longest history</source>
        <translation>最长历史</translation>
    </message>
    <message>
        <source>How many of the latest events the network sees.</source>
        <translation>网络能看到最近多少条事件。</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Negatives</source>
        <translation>负样本数</translation>
    </message>
    <message>
        <source>Dropout</source>
        <translation>随机失活</translation>
    </message>
    <message>
        <source>Share of numbers left out at random while training.</source>
        <translation>训练时随机置零的比例。</translation>
    </message>
    <message>
        <source>Size of an Adam step.</source>
        <translation>Adam 每步的大小。</translation>
    </message>
    <message>
        <source>Decoupled weight decay.</source>
        <translation>解耦的权重衰减。</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>批大小</translation>
    </message>
    <message>
        <source>Sweeps over the events, at most.</source>
        <translation>对事件最多学习多少遍。</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>规则数</translation>
    </message>
    <message>
        <source>How many strongest rules each product keeps.</source>
        <translation>每个商品保留多少条最强的规则。</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>记忆</translation>
    </message>
    <message>
        <source>Share hidden</source>
        <translation>隐藏比例</translation>
    </message>
    <message>
        <source>How much of a history is hidden at once and to be guessed from the rest.</source>
        <translation>每次隐藏历史的多大部分，由其余部分猜出。</translation>
    </message>
    <message>
        <source>Share of the filter</source>
        <translation>滤波占比</translation>
    </message>
    <message>
        <source>How much of a layer is the frequency filter; the rest is attention.</source>
        <translation>一层中频率滤波所占的比例，其余为注意力。</translation>
    </message>
    <message>
        <source>Cut-off of the filter</source>
        <translation>滤波截止</translation>
    </message>
    <message>
        <source>Half of this many slow waves over the longest history count as the shopper&apos;s lasting taste; the rest is weighted by what is learnt.</source>
        <translation>最长历史上频率最低的若干慢波（此数的一半）算作顾客的长期口味，其余按学到的权重计。</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>How many of the latest events the filters see.</source>
        <translation>滤波器能看到最近多少个事件。</translation>
    </message>
    <message>
        <source>Horizontal filters</source>
        <translation>横向滤波器</translation>
    </message>
    <message>
        <source>Patterns of neighbouring events, for each run length within the window.</source>
        <translation>相邻事件的模式，窗口内每种长度各这么多个。</translation>
    </message>
    <message>
        <source>Vertical filters</source>
        <translation>纵向滤波器</translation>
    </message>
    <message>
        <source>Weighted sums over the window.</source>
        <translation>对窗口的加权求和。</translation>
    </message>
    <message>
        <source>Titles</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>How much a word of a title counts. 0: titles are not read.</source>
        <translation>标题中的词有多大分量。0：不看标题。</translation>
    </message>
    <message>
        <source>Categories</source>
        <translation>类目</translation>
    </message>
    <message>
        <source>How much the category counts, as words and as a whole.</source>
        <translation>类目的分量，既按词也按整体。</translation>
    </message>
    <message>
        <source>Brands</source>
        <translation>品牌</translation>
    </message>
    <message>
        <source>How much the brand counts, as words and as a whole.</source>
        <translation>品牌的分量，既按词也按整体。</translation>
    </message>
    <message>
        <source>Descriptions</source>
        <translation>描述</translation>
    </message>
    <message>
        <source>How much a word of a description counts.</source>
        <translation>描述中的词有多大分量。</translation>
    </message>
    <message>
        <source>Attributes</source>
        <translation>属性</translation>
    </message>
    <message>
        <source>How much each other attribute counts.</source>
        <translation>每个其他属性的分量。</translation>
    </message>
    <message>
        <source>Half-life (events)</source>
        <translation>半衰期（事件数）</translation>
    </message>
    <message>
        <source>Sharpness</source>
        <translation>锐度</translation>
    </message>
    <message>
        <source>The power that similarity is raised to. 1: a product that is a little like much of the history does as well as one that is very like a part of it; above: the latter does better.</source>
        <translation>相似度的幂。1：与历史大部分略微相似的商品，和与一部分非常相似的商品同样靠前；大于 1：后者更靠前。</translation>
    </message>
    <message>
        <source>Popularity</source>
        <translation>热门</translation>
    </message>
    <message>
        <source>The share of the score that grows with the logarithm of a product&apos;s events. 0: nothing but content counts; 1: products without events are not offered.</source>
        <translation>分数中随商品事件数的对数增长的部分。0：只看内容；1：没有事件的商品不推荐。</translation>
    </message>
    <message>
        <source>Regularisation: higher trusts pairs with few common shoppers less. Some hundreds for dense data, about a hundred or less for sparse data.</source>
        <translation>正则：越大越不相信共同顾客少的组合。稠密数据几百，稀疏数据一百左右或更小。</translation>
    </message>
    <message>
        <source>Nearest products of each product that it is regressed on.</source>
        <translation>每个商品参与回归的最近商品数。</translation>
    </message>
    <message>
        <source>Weights kept</source>
        <translation>保留的权重</translation>
    </message>
    <message>
        <source>Largest weights of each product that are kept; 0 keeps all.</source>
        <translation>每个商品保留的最大权重数；0 全部保留。</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>训练记录</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Adds 1 / (60 + place) of each list, or its scores brought to one scale.</source>
        <translation>按各列表 1 /（60 + 名次）相加，或把分数化到同一尺度后相加。</translation>
    </message>
    <message>
        <source>Depth</source>
        <translation>深度</translation>
    </message>
    <message>
        <source>How many products of each list take part.</source>
        <translation>每个列表取前多少个商品。</translation>
    </message>
    <message>
        <source>Lowest frequencies of the graph that the ideal filter lets pass.</source>
        <translation>理想滤波保留图上最低的若干频率。</translation>
    </message>
    <message>
        <source>Ideal filter</source>
        <translation>理想滤波</translation>
    </message>
    <message>
        <source>Weight of the ideal low-pass filter beside the linear one.</source>
        <translation>理想低通滤波相对于线性滤波的权重。</translation>
    </message>
    <message>
        <source>Recurrent layers, one upon the other.</source>
        <translation>循环层数，逐层叠加。</translation>
    </message>
    <message>
        <source>Cell</source>
        <translation>单元</translation>
    </message>
    <message>
        <source>gru: gated unit, as published. lstm: with a memory of its own.</source>
        <translation>gru：门控单元，与论文一致。lstm：带有自己的记忆。</translation>
    </message>
    <message>
        <source>Base</source>
        <translation>基础算法</translation>
    </message>
    <message>
        <source>The recommender that learns from the events, by its id; it is trained with its defaults.</source>
        <translation>从事件中学习的算法的编号，以其默认参数训练。</translation>
    </message>
    <message>
        <source>Share of content</source>
        <translation>内容占比</translation>
    </message>
    <message>
        <source>What the content&apos;s list counts beside the base&apos;s. 0: the base alone, 1: content alone.</source>
        <translation>内容列表相对于基础列表的分量。0：只用基础，1：只用内容。</translation>
    </message>
    <message>
        <source>New products</source>
        <translation>新商品</translation>
    </message>
    <message>
        <source>What the content&apos;s list counts for a product without events, which the base cannot know.</source>
        <translation>对没有事件、基础算法无从了解的商品，内容列表的分量。</translation>
    </message>
    <message>
        <source>Times that both sides are solved, at most.</source>
        <translation>两侧最多轮流求解的次数。</translation>
    </message>
    <message>
        <source>Regularisation of a vector for each of its events.</source>
        <translation>每个事件给向量增加的正则。</translation>
    </message>
    <message>
        <source>Weight of what was not chosen</source>
        <translation>未选择的权重</translation>
    </message>
    <message>
        <source>How much a product that a shopper does not have counts as a 0; one they have counts 1. 0 follows the data: six times its density.</source>
        <translation>顾客没有的商品作为 0 的分量；拥有的分量为 1。0 按数据：密度的六倍。</translation>
    </message>
    <message>
        <source>L2 by frequency</source>
        <translation>按频次的 L2</translation>
    </message>
    <message>
        <source>1: regularisation grows with a vector&apos;s events; 0: it is the same for all.</source>
        <translation>1：正则随向量的事件数增加；0：全部相同。</translation>
    </message>
    <message>
        <source>Weight of repeats</source>
        <translation>重复的权重</translation>
    </message>
    <message>
        <source>A pair seen n times counts 1 + this * log n.</source>
        <translation>出现 n 次的组合计 1 + 此值 × log n。</translation>
    </message>
    <message>
        <source>Solver steps</source>
        <translation>求解步数</translation>
    </message>
    <message>
        <source>Conjugate gradient steps a vector and epoch, at most.</source>
        <translation>每个向量每轮最多的共轭梯度步数。</translation>
    </message>
    <message>
        <source>Added to the denominator of the similarity: pairs with little in common count less.</source>
        <translation>加到相似度分母上：共同点少的组合因而减小。</translation>
    </message>
    <message>
        <source>Similarity</source>
        <translation>相似度</translation>
    </message>
    <message>
        <source>cosine, jaccard: common shoppers against the shoppers of both. pearson: the correlation over all shoppers. adjusted-pearson: that of ratings less each shopper&apos;s mean; the log needs ratings.</source>
        <translation>cosine、jaccard：共同顾客相对于两者的顾客。pearson：在所有顾客上的相关。adjusted-pearson：评分减去各顾客均值后的相关，需要评分。</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>How many steps along the graph a vector gathers from.</source>
        <translation>向量沿图汇集多少步。</translation>
    </message>
    <message>
        <source>Products drawn against each pair that happened; 1 is pairwise ranking, as first published.</source>
        <translation>每个正例所对的抽取商品数；1 为成对排序，与首次发表一致。</translation>
    </message>
    <message>
        <source>Penalty</source>
        <translation>惩罚</translation>
    </message>
    <message>
        <source>Weight of the squared length of a batch&apos;s own vectors in the loss.</source>
        <translation>损失中本批向量自身平方长度的权重。</translation>
    </message>
    <message>
        <source>Products drawn against each one that was chosen.</source>
        <translation>每个被选商品所对的抽取商品数。</translation>
    </message>
    <message>
        <source>Weight of choices</source>
        <translation>选择的权重</translation>
    </message>
    <message>
        <source>How much a chosen product counts against one that was drawn.</source>
        <translation>被选商品相对于抽取商品的分量。</translation>
    </message>
    <message>
        <source>Sweeps over the ratings, at most.</source>
        <translation>对评分的遍数上限。</translation>
    </message>
    <message>
        <source>Solver</source>
        <translation>求解方法</translation>
    </message>
    <message>
        <source>sgd: stochastic gradient descent, the more accurate; als: alternating least squares, done in ten epochs or so.</source>
        <translation>sgd：随机梯度下降，更准确；als：交替最小二乘，约十轮完成。</translation>
    </message>
    <message>
        <source>Size of a gradient step; als has none.</source>
        <translation>梯度步的大小；als 不使用。</translation>
    </message>
    <message>
        <source>Decay</source>
        <translation>衰减</translation>
    </message>
    <message>
        <source>What is left of the learning rate after each epoch.</source>
        <translation>每轮之后学习率的保留比例。</translation>
    </message>
    <message>
        <source>Regularisation of the vectors for each rating.</source>
        <translation>每个评分给向量增加的正则。</translation>
    </message>
    <message>
        <source>L2 of biases</source>
        <translation>偏置的 L2</translation>
    </message>
    <message>
        <source>Regularisation of a shopper&apos;s and a product&apos;s mean for each rating.</source>
        <translation>每个评分给顾客与商品均值增加的正则。</translation>
    </message>
    <message>
        <source>Length of the code that a history is pressed into.</source>
        <translation>把历史压缩成的编码的长度。</translation>
    </message>
    <message>
        <source>Share of a history left out at random while training.</source>
        <translation>训练时随机隐去历史的比例。</translation>
    </message>
    <message>
        <source>Hidden width</source>
        <translation>隐藏层宽度</translation>
    </message>
    <message>
        <source>Width of the layers before and after the code.</source>
        <translation>编码前后各层的宽度。</translation>
    </message>
    <message>
        <source>Divergence</source>
        <translation>散度</translation>
    </message>
    <message>
        <source>Highest weight of the code&apos;s divergence from the standard normal.</source>
        <translation>编码偏离标准正态的散度的最大权重。</translation>
    </message>
    <message>
        <source>Annealing</source>
        <translation>退火</translation>
    </message>
    <message>
        <source>Epochs over which the divergence rises to its highest weight.</source>
        <translation>散度升到最大权重所经过的轮数。</translation>
    </message>
    <message>
        <source>How many likeliest ends of a walk each product keeps.</source>
        <translation>每个商品保留多少个最可能的游走终点。</translation>
    </message>
    <message>
        <source>Alpha</source>
        <translation>Alpha</translation>
    </message>
    <message>
        <source>The power of each step&apos;s probability: above 1 prefers shoppers and products with few events, 0 counts paths only.</source>
        <translation>每步概率的幂：大于 1 偏好事件少的顾客和商品，0 只计路径数。</translation>
    </message>
    <message>
        <source>How many events of an average shopper are added to the history, so that a short one says less about the categories.</source>
        <translation>给历史加上多少个平均顾客的事件，使短历史对类目的影响变小。</translation>
    </message>
    <message>
        <source>An event that is this much older counts half. 0: a fiftieth of the time that the log covers, which makes a week of a year.</source>
        <translation>早这么久的事件分量减半。0：日志时长的五十分之一，一年约为一周。</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>训练记录</translation>
    </message>
    <message>
        <source>Number of the kept run whose lists are put into a new order. Empty: the best one that was judged on the same split.</source>
        <translation>要重排其列表的训练记录编号。留空：在同一切分上评测过的最好一条。</translation>
    </message>
    <message>
        <source>Diversity</source>
        <translation>多样性</translation>
    </message>
    <message>
        <source>How much a product loses for being like one above it. 0: nothing, 1: only that counts.</source>
        <translation>商品因与前面的相似而损失多少。0：不损失，1：只看这一点。</translation>
    </message>
    <message>
        <source>Popularity damping</source>
        <translation>热度抑制</translation>
    </message>
    <message>
        <source>How much the most popular product loses, others by the logarithm of their events. 0: nothing.</source>
        <translation>最热门商品损失多少，其余按事件数的对数计。0：不损失。</translation>
    </message>
    <message>
        <source>Category cap</source>
        <translation>类目上限</translation>
    </message>
    <message>
        <source>At most so many products of one category in each ten places. 0: no cap.</source>
        <translation>每十个位置中同一类目最多几个。0：不设上限。</translation>
    </message>
    <message>
        <source>How many products of each list are put into a new order.</source>
        <translation>对每个列表的前多少个商品重排。</translation>
    </message>
    <message>
        <source>Beta</source>
        <translation>Beta</translation>
    </message>
    <message>
        <source>How much popular products are held back: 0 not at all (P3alpha), 1 fully. -1: by the data, .15 where shoppers have some ten products up to .6 where they have a hundred.</source>
        <translation>热门商品被压低的程度：0 不压低（P3alpha），1 完全压低。-1 按数据：顾客约有十个商品时为 .15，有一百个时为 .6。</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>Products drawn against each batch; what a shopper has is left out.</source>
        <translation>每批抽取的负商品；顾客已有的除外。</translation>
    </message>
    <message>
        <source>Margin</source>
        <translation>间隔</translation>
    </message>
    <message>
        <source>Cosine up to which a negative costs nothing.</source>
        <translation>负例的余弦不超过此值时不计损失。</translation>
    </message>
    <message>
        <source>Weight of negatives</source>
        <translation>负例的权重</translation>
    </message>
    <message>
        <source>Of the mean cost of the negatives beside the positive&apos;s.</source>
        <translation>负例平均损失相对于正例损失的权重。</translation>
    </message>
    <message>
        <source>Own vector</source>
        <translation>自有向量</translation>
    </message>
    <message>
        <source>Weight of a shopper&apos;s own vector beside the mean of the history&apos;s products.</source>
        <translation>顾客自有向量相对于历史商品均值的权重。</translation>
    </message>
    <message>
        <source>L1</source>
        <translation>L1</translation>
    </message>
    <message>
        <source>Products that share no more shoppers than this say nothing of each other. 0 follows the data: a quarter of the root of a product&apos;s mean shoppers.</source>
        <translation>共同顾客不多于此数的商品互不影响。0 按数据：商品平均顾客数平方根的四分之一。</translation>
    </message>
    <message>
        <source>Regularisation: higher trusts pairs with few common shoppers less.</source>
        <translation>正则：越大越不相信共同顾客少的组合。</translation>
    </message>
    <message>
        <source>Candidates</source>
        <translation>候选商品</translation>
    </message>
    <message>
        <source>Nearest products of each product that may get a weight.</source>
        <translation>每个商品可以得到权重的最近商品数。</translation>
    </message>
    <message>
        <source>Positive only</source>
        <translation>仅正权重</translation>
    </message>
    <message>
        <source>No product speaks against another, as in the paper.</source>
        <translation>商品之间没有负面影响，与论文一致。</translation>
    </message>
    <message>
        <source>Singular vectors kept.</source>
        <translation>保留的奇异向量数。</translation>
    </message>
    <message>
        <source>Damps the weaker singular vectors, which are mostly chance; 0 is the plain method.</source>
        <translation>压低较弱的奇异向量（多为偶然）；0 为普通方法。</translation>
    </message>
    <message>
        <source>Products count as (their shoppers)^-this; 0 is the plain method.</source>
        <translation>商品按（其顾客数）的负此次幂计；0 为普通方法。</translation>
    </message>
    <message>
        <source>L2 of choices</source>
        <translation>选择的 L2</translation>
    </message>
    <message>
        <source>Regularisation of what the choice of products alone says.</source>
        <translation>仅由选择了哪些商品得出的部分的正则。</translation>
    </message>
    <message>
        <source>Width of the layer inside each tower.</source>
        <translation>每座塔内层的宽度。</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>温度</translation>
    </message>
    <message>
        <source>Cosines are divided by it: lower dwells on the hardest negatives.</source>
        <translation>余弦除以此值：越低越关注最难的负例。</translation>
    </message>
    <message>
        <source>Left-out ids</source>
        <translation>隐去编号</translation>
    </message>
    <message>
        <source>Share of products that a step knows by their attributes and text only, so that new ones can stand by them alone. Without such facts: none.</source>
        <translation>训练时只凭属性和文本认识商品的比例，使新商品也能独立成立。没有这些信息时不隐去。</translation>
    </message>
    <message>
        <source>How many most similar shoppers speak for their products.</source>
        <translation>由多少位最相似的顾客代言他们的商品。</translation>
    </message>
    <message>
        <source>cosine, jaccard: common products against the products of both. pearson: the correlation over all products. adjusted-pearson: that of ratings less each shopper&apos;s mean; the log needs ratings.</source>
        <translation>cosine、jaccard：共同商品相对于两者的商品。pearson：在所有商品上的相关。adjusted-pearson：评分减去各顾客均值后的相关，需要评分。</translation>
    </message>
    <message>
        <source>How many most similar sessions speak for their products.</source>
        <translation>由多少个最相似的会话代言它们的商品。</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>How many latest sessions with each product of the session at hand are compared.</source>
        <translation>对当前会话的每个商品，比较多少个最近的含有它的会话。</translation>
    </message>
    <message>
        <source>Reach</source>
        <translation>延伸</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>在前</translation>
    </message>
    <message>
        <source>What a product before the common one counts, against one after it.</source>
        <translation>共同商品之前的商品相对于之后的商品的分量。</translation>
    </message>
    <message>
        <source>Rarity</source>
        <translation>稀有度</translation>
    </message>
    <message>
        <source>Pause (hours)</source>
        <translation>停顿（小时）</translation>
    </message>
    <message>
        <source>Contrasted layer</source>
        <translation>对比层</translation>
    </message>
    <message>
        <source>Whose vectors are held against the final ones; at most the layers.</source>
        <translation>用哪一层的向量与最终向量对比；不超过层数。</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>噪声</translation>
    </message>
    <message>
        <source>Length of the random vector added at each layer while training.</source>
        <translation>训练时每层加入的随机向量的长度。</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>Of the contrastive loss: lower pushes near neighbours further apart.</source>
        <translation>对比损失的温度：越低越把近邻推开。</translation>
    </message>
    <message>
        <source>Products drawn against each pair that happened.</source>
        <translation>每个正例所对的抽取商品数。</translation>
    </message>
    <message>
        <source>softmax: the product against those drawn, better for lists. bce: each for itself, as first published.</source>
        <translation>softmax：正例对抽取的商品，列表效果更好。bce：各自独立，与首次发表一致。</translation>
    </message>
    <message>
        <source>Of the perceptron; the first is twice as wide as a vector, each next half the one before.</source>
        <translation>感知机的层数；第一层为向量宽度的两倍，其后每层减半。</translation>
    </message>
    <message>
        <source>Width of the network and length of a product&apos;s vector; rounded up to a multiple of the heads where it has heads.</source>
        <translation>网络宽度，也是商品向量的长度；有多个头时向上取为头数的倍数。</translation>
    </message>
    <message>
        <source>softmax: the next product against the whole catalogue, clearly better where it can be afforded. sampled: against some products, drawn anew for each batch. bce: against each target&apos;s own few, as SASRec was first published; gbce: with scores that few negatives do not inflate. bpr-max: in pairs, the hardest first. auto: softmax up to 20,000 products, sampled above.</source>
        <translation>softmax：下一个商品对整个目录，负担得起时明显更好。sampled：对每批新抽的一些商品。bce：对每个目标各自的少数商品，与 SASRec 首次发表一致；gbce：分数不因负例少而虚高。bpr-max：成对比较，最难的优先。auto：不超过 20,000 个商品用 softmax，更多用 sampled。</translation>
    </message>
    <message>
        <source>Sampled products: for each target with bce, for a batch with the other sampled losses; 0: 32 with bce, 1,024 with sampled, 256 with gbce and bpr-max. The softmax needs none.</source>
        <translation>抽取的商品数：bce 为每个目标的数量，其他抽样损失为每批的数量；0：bce 取 32，sampled 取 1,024，gbce 与 bpr-max 取 256。softmax 不需要。</translation>
    </message>
    <message>
        <source>Popularity of negatives</source>
        <translation>负例的热度</translation>
    </message>
    <message>
        <source>Negatives are drawn by their events to this power; 0: all alike.</source>
        <translation>按事件数的此次幂抽取负例；0：一视同仁。</translation>
    </message>
    <message>
        <source>Calibration</source>
        <translation>校准</translation>
    </message>
    <message>
        <source>How far gbce corrects for there being few negatives; 0 is bce.</source>
        <translation>gbce 对负例过少的修正程度；0 即 bce。</translation>
    </message>
    <message>
        <source>Epochs of an update</source>
        <translation>更新的轮数</translation>
    </message>
    <message>
        <source>Sweeps when new events are learnt on top: each takes the new events and as many old ones.</source>
        <translation>在原有基础上学习新事件时的遍数：每遍学习新事件和同样多的旧事件。</translation>
    </message>
    <message>
        <source>Samples a step, about.</source>
        <translation>每步大约的样本数。</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>学习率计划</translation>
    </message>
    <message>
        <source>How the learning rate moves: constant; cosine, down to nothing over the epochs; plateau, halved after three judgements without improvement.</source>
        <translation>学习率如何变化：constant 不变；cosine 在各轮中降到零；plateau 三次评测无改进后减半。</translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation>预热</translation>
    </message>
    <message>
        <source>Epochs over which the learning rate rises to its full height.</source>
        <translation>学习率升到最高所经过的轮数。</translation>
    </message>
    <message>
        <source>Gradient norm at most</source>
        <translation>梯度范数上限</translation>
    </message>
    <message>
        <source>Longer gradients are scaled down to it; 0: never.</source>
        <translation>更长的梯度缩到此长度；0：不缩。</translation>
    </message>
    <message>
        <source>Regularisation: higher trusts pairs with few common shoppers less. 0 follows the data: fifty times the root of a product&apos;s mean shoppers, 50 at least and 500 at most.</source>
        <translation>正则化：越大，越不相信共同顾客很少的商品对。0 表示随数据而定：每件商品平均顾客数的平方根的五十倍，最小 50，最大 500。</translation>
    </message>
    <message>
        <source>Context</source>
        <translation>上文</translation>
    </message>
    <message>
        <source>How many of the latest products the next one follows from. What came at the same moment does not count.</source>
        <translation>下一件商品由最近几件商品推出。同一时刻的商品不计。</translation>
    </message>
    <message>
        <source>Weight of the contrastive loss beside the ranking loss. 0 follows the data: a tenth, less where the log is dense.</source>
        <translation>对比损失相对于排序损失的权重。0 表示随数据而定：十分之一，日志越稠密则越小。</translation>
    </message>
    <message>
        <source>What makes two products similar: the run&apos;s vectors or the same category; each stands in for the other where it is missing.</source>
        <translation>什么使两个商品相像：训练记录的向量或相同的类目；一方缺失时由另一方代替。</translation>
    </message>
    <message>
        <source>An event that is this much older counts half. 0: only the count matters. In a log without times each later event of the shopper, or basket, counts as one day.</source>
        <translation>比最近事件早这么多天的事件只算一半。0：只看次数。没有时间的日志里，该顾客之后的每个事件（或购物篮）算作一天。</translation>
    </message>
    <message>
        <source>An event that lies so many events back counts half; what was chosen in one moment or basket lies equally far. 0: all count the same.</source>
        <translation>往前数这么多个事件处的事件只算一半；同一时刻或同一购物篮里的商品距离相同。0：全部同等计算。</translation>
    </message>
    <message>
        <source>Popularity&apos;s power</source>
        <translation>热度的幂</translation>
    </message>
    <message>
        <source>The score is multiplied by a product&apos;s events plus the offset, to this power: higher leans towards what many choose. 0: it does not count.</source>
        <translation>分数乘以商品的事件数加偏移量的这个次幂：越高越偏向多数人选择的商品。0：不计热度。</translation>
    </message>
    <message>
        <source>Popularity&apos;s offset</source>
        <translation>热度的偏移量</translation>
    </message>
    <message>
        <source>Events that every product is given on top, so that new ones keep a chance: higher brings them nearer to the others.</source>
        <translation>给每个商品额外加上的事件数，使新商品仍有机会：越高，新商品与其他商品越接近。</translation>
    </message>
    <message>
        <source>Base similarity</source>
        <translation>基础相似度</translation>
    </message>
    <message>
        <source>Similarity that every product is given on top before popularity counts: higher leans towards what many choose, also where nothing is shared with the history.</source>
        <translation>在计入热度之前给每个商品额外加上的相似度：越高越偏向多数人选择的商品，即使与历史毫无共同点。</translation>
    </message>
    <message>
        <source>Defaults of the parts</source>
        <translation>各部分的默认值</translation>
    </message>
    <message>
        <source>Whose defaults the base and the content part are trained with: today&apos;s, or those of Aisle 0.1 (&quot;0.1&quot;), as hybrids that it kept.</source>
        <translation>基础部分和内容部分按谁的默认值训练：今天的，或 Aisle 0.1 的（&quot;0.1&quot;），与它保存的混合推荐一致。</translation>
    </message>
    <message>
        <source>Numbers of kept runs, each with its weight after a colon (1 where others have one). Without any weight: the weights that do best on the validation part, and runs that do not help are left out; without such a part all weigh 1. Empty: the best run of each of the six best recommenders that were judged on the same split, of three where nothing is validated.</source>
        <translation>已有训练记录的编号，可在冒号后写权重（其他记录写了权重时，未写的为 1）。都不写权重：取在验证集上效果最好的权重，没有帮助的记录不用；没有验证集时权重都为 1。留空：在同一切分上评测过的最好六种算法中各取最好的一条，没有验证时取三种。</translation>
    </message>
    <message>
        <source>A pair is divided by the number of the shopper&apos;s products to this power and by the number of the product&apos;s shoppers to one minus it. Lower helps products that few have chosen.</source>
        <translation>每一对除以该顾客商品数的这个次幂，再除以该商品顾客数的（一减去它）次幂。越低越有利于少有人选择的商品。</translation>
    </message>
    <message>
        <source>Power</source>
        <translation>幂</translation>
    </message>
    <message>
        <source>Of each similarity: above 1 the strong ones decide, below 1 the many weak ones count more.</source>
        <translation>每个相似度的幂：大于 1 时由强相似度决定，小于 1 时众多弱相似度更有分量。</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>滤波器</translation>
    </message>
    <message>
        <source>linear: neighbours in the graph of products. second: neighbours&apos; neighbours are taken off again. third: close to the ideal low-pass filter.</source>
        <translation>linear：商品图中的邻居。second：再减去邻居的邻居。third：接近理想低通滤波器。</translation>
    </message>
    <message>
        <source>Shoppers&apos; normalisation</source>
        <translation>顾客归一化</translation>
    </message>
    <message>
        <source>The weight of a shopper&apos;s history is divided by its number of products to this power, so that long histories do not decide everything. 0: every history has the same weight.</source>
        <translation>顾客历史的权重除以其商品数的这个次幂，使长历史不至于决定一切。0：每段历史权重相同。</translation>
    </message>
    <message>
        <source>Products&apos; normalisation</source>
        <translation>商品归一化</translation>
    </message>
    <message>
        <source>Share of a history that is as if left out at random, in closed form: it holds down the weights of popular products. 0: none.</source>
        <translation>如同随机略去的历史比例，以闭式计算：它压低热门商品的权重。0：不略去。</translation>
    </message>
    <message>
        <source>More popular products that a row of the inverse&apos;s factor may name, the nearest ones. Memory grows with it; with all of them the weights are those of EASE.</source>
        <translation>逆矩阵因子的一行最多可含多少个更热门的、最相近的商品。内存随之增长；全部都含时权重与 EASE 相同。</translation>
    </message>
    <message>
        <source>none: each pair counts 1, or its value where kinds of events weigh differently. tf-idf, bm25: repeats count more, shoppers with many products less. Not used with adjusted-pearson.</source>
        <translation>none：每个组合计 1；各类事件权重不同时按其数值计。tf-idf、bm25：重复的计得更多，商品多的顾客计得更少。adjusted-pearson 不使用。</translation>
    </message>
    <message>
        <source>How many shoppers with the nearest frequencies speak for their products.</source>
        <translation>由多少位购买频次最接近的顾客来推荐其商品。</translation>
    </message>
    <message>
        <source>Baskets a group</source>
        <translation>每组购物篮数</translation>
    </message>
    <message>
        <source>How many baskets, counted from the latest back, are one period of taste.</source>
        <translation>从最近一次往前数，多少个购物篮算作一个口味时期。</translation>
    </message>
    <message>
        <source>Decay of baskets</source>
        <translation>购物篮衰减</translation>
    </message>
    <message>
        <source>What a basket one earlier counts, against the one after it in its group. 1: all the same.</source>
        <translation>组内早一个的购物篮相对其后一个的分量。1：全部相同。</translation>
    </message>
    <message>
        <source>Decay of groups</source>
        <translation>组衰减</translation>
    </message>
    <message>
        <source>What a group of baskets one earlier counts, against the one after it. 1: all the same.</source>
        <translation>早一组的购物篮相对其后一组的分量。1：全部相同。</translation>
    </message>
    <message>
        <source>Own share</source>
        <translation>自身比重</translation>
    </message>
    <message>
        <source>Share of the shopper&apos;s own frequencies in the score; the rest is the neighbours&apos; mean. 1: nothing but what was bought before.</source>
        <translation>得分中顾客自身频次的比重；其余为邻居的平均。1：只有以前买过的商品。</translation>
    </message>
    <message>
        <source>Latest baskets</source>
        <translation>最近购物篮数</translation>
    </message>
    <message>
        <source>How many of a shopper&apos;s latest baskets say how popular a product is with them. More than there are: all.</source>
        <translation>用顾客最近多少个购物篮衡量商品对其的热度。多于已有数目：全部。</translation>
    </message>
    <message>
        <source>Asymmetry</source>
        <translation>不对称度</translation>
    </message>
    <message>
        <source>How much of the similarity&apos;s length is the shopper&apos;s, the rest being the other&apos;s. 0.5: the cosine; less: shoppers with few products count more.</source>
        <translation>相似度的长度归一中该顾客所占的部分，其余属于对方。0.5：余弦；更小：商品少的顾客分量更大。</translation>
    </message>
    <message>
        <source>Locality</source>
        <translation>局部性</translation>
    </message>
    <message>
        <source>The power that similarities are raised to: higher trusts the most similar shoppers, and first the shopper themselves.</source>
        <translation>相似度的幂：越高越看重最相似的顾客，首先是顾客自己。</translation>
    </message>
    <message>
        <source>none: each pair counts 1, or its value where kinds of events weigh differently. tf-idf, bm25: repeats count more, products with many shoppers less. Not used with adjusted-pearson.</source>
        <translation>none：每个组合计 1；各类事件权重不同时按其数值计。tf-idf、bm25：重复的计得更多，顾客多的商品计得更少。adjusted-pearson 不使用。</translation>
    </message>
    <message>
        <source>What a visit of the session at hand that is one step earlier says, against the one after it; a basket is one step. 1: order does not matter.</source>
        <translation>当前会话中早一步的访问相对其后一步的分量；一个购物篮是一步。1：次序无关紧要。</translation>
    </message>
    <message>
        <source>A session that is this much older counts half. 0, or a log without times: age does not matter. -1 follows the log: 15 for sessions, 365 for baskets.</source>
        <translation>早这么多天的会话只算一半。0 或没有时间的日志：新旧无关。-1 按日志取值：会话 15，购物篮 365。</translation>
    </message>
    <message>
        <source>What a product one step further from the common one in a neighbour&apos;s session counts, against the one nearer to it; a basket is one step. 1: distance does not matter.</source>
        <translation>邻居会话中离共同商品远一步的商品相对近一步者的分量；一个购物篮是一步。1：距离无关紧要。</translation>
    </message>
    <message>
        <source>The power of a common product&apos;s inverse frequency: 0 takes all products alike, higher trusts rare ones more. -1 follows the log: 4 for sessions, 1 for baskets.</source>
        <translation>共同商品逆频率的幂：0 一视同仁，越高越看重少见商品。-1 按日志取值：会话 4，购物篮 1。</translation>
    </message>
    <message>
        <source>A longer pause starts a new session where the log names none. 0, or a log without times: a shopper&apos;s whole history is one session.</source>
        <translation>日志没有标明会话时，更长的停顿开始新会话。0 或没有时间的日志：顾客的全部历史是一个会话。</translation>
    </message>
    <message>
        <source>Bias of products</source>
        <translation>商品偏置</translation>
    </message>
    <message>
        <source>Learns for each product how much it is taken by everybody.</source>
        <translation>为每个商品学习所有人选择它的程度。</translation>
    </message>
    <message>
        <source>GMF first</source>
        <translation>先训练 GMF</translation>
    </message>
    <message>
        <source>Width of the encoder&apos;s five layers.</source>
        <translation>编码器五层的宽度。</translation>
    </message>
    <message>
        <source>Divergence a product</source>
        <translation>每个商品的散度</translation>
    </message>
    <message>
        <source>Weight of the code&apos;s divergence from its prior, for each product of the history.</source>
        <translation>编码与其先验的散度的权重，按历史中每个商品计。</translation>
    </message>
    <message>
        <source>Encoder&apos;s sweeps</source>
        <translation>编码器遍数</translation>
    </message>
    <message>
        <source>Sweeps over the shoppers in which the encoder learns, before one in which the decoder does.</source>
        <translation>先让编码器学习多少遍顾客，再让解码器学习一遍。</translation>
    </message>
    <message>
        <source>What a visit one step earlier says, against the one after it; a basket is one step. 0: only the latest counts.</source>
        <translation>早一步的访问相对其后一步的分量；一个购物篮是一步。0：只看最近的。</translation>
    </message>
    <message>
        <source>How many later visits count for a rule, the second a half, the third a third; what was chosen in one moment counts as one visit. 1: a Markov chain.</source>
        <translation>一条规则计入之后多少次访问，第二次算二分之一，第三次算三分之一；同一时刻选择的商品算作一次访问。1：马尔可夫链。</translation>
    </message>
    <message>
        <source>How many steps along the graph a vector gathers from. 0: none, each shopper and product has a vector of its own, which is quick on large logs.</source>
        <translation>向量沿图汇集多少步。0：不汇集，每位顾客和每件商品各有自己的向量，在大日志上很快。</translation>
    </message>
    <message>
        <source>Uniformity</source>
        <translation>均匀性</translation>
    </message>
    <message>
        <source>Weight of spreading the vectors evenly beside drawing those of a pair together. More favours rare products.</source>
        <translation>把向量均匀铺开相对于拉近交互对的权重。越大越照顾冷门商品。</translation>
    </message>
    <message>
        <source>Constraint</source>
        <translation>约束</translation>
    </message>
    <message>
        <source>How far pairs weigh as in a graph propagated without end, in which those of rare products and of shoppers with few weigh more; 0: all alike.</source>
        <translation>交互对的权重在多大程度上如同图无限传播时那样：冷门商品和商品少的顾客的权重更大；0：都一样。</translation>
    </message>
    <message>
        <source>Constraint of negatives</source>
        <translation>负例的约束</translation>
    </message>
    <message>
        <source>The same of the pairs that did not happen.</source>
        <translation>没有发生的交互对同理。</translation>
    </message>
    <message>
        <source>Products that a shopper of one product is drawn to as well.</source>
        <translation>有某件商品的顾客还会被拉近多少件商品。</translation>
    </message>
    <message>
        <source>Weight of neighbours</source>
        <translation>近邻的权重</translation>
    </message>
    <message>
        <source>Of the cost along the graph of products beside that of the pairs; 0: none.</source>
        <translation>沿商品图的代价相对于交互对代价的权重；0：不用。</translation>
    </message>
    <message>
        <source>Scores are cosines divided by it: the smaller, the more the products near the right one count. 0: scores are plain products of vectors.</source>
        <translation>分数为余弦除以该值：越小，与正确商品相近的商品越重要。0：分数为向量的普通内积。</translation>
    </message>
    <message>
        <source>Negatives of the batch</source>
        <translation>批内负例</translation>
    </message>
    <message>
        <source>Share of the sampled products that are taken from what others of the batch chose next, which meets popular products more often. The softmax and bce take none.</source>
        <translation>抽取的商品中取自同批其他人下一个所选商品的比例，热门商品因此更常被抽到。softmax 与 bce 不取。</translation>
    </message>
    <message>
        <source>Correct for sampling</source>
        <translation>抽样校正</translation>
    </message>
    <message>
        <source>The sampled loss takes the logarithm of how likely a product is drawn off its score, so that popular ones are not held down for being drawn often.</source>
        <translation>sampled 损失从分数中减去商品被抽到概率的对数，使热门商品不因常被抽到而受压低。</translation>
    </message>
    <message>
        <source>A product&apos;s column is divided by its number of shoppers to this power: higher helps products that few have chosen. 0: all count the same. Below 0 follows the data: 0.2, and 0.15 where events have times, since what few have chosen is then often no longer sold.</source>
        <translation>商品的列除以其顾客数的这个次幂：越高越有利于少有人选择的商品。0：一律同等。小于 0 时随数据而定：0.2；事件有时间时为 0.15，因为少有人选择的商品此时往往已不再出售。</translation>
    </message>
    <message>
        <source>Learns the factors alone until patience runs out, at most for half of the epochs, then the perceptron in addition, which begins at nothing and has patience of its own: so it is no worse on validation than the factors alone.</source>
        <translation>先只学习因子，直到耐心用尽，最多占一半轮数，然后再加上从零开始、另有耐心的感知机：因此在验证集上不会比只用因子更差。</translation>
    </message>
    <message>
        <source>One pass over</source>
        <translation>一遍所学</translation>
    </message>
    <message>
        <source>history: all events of a history are learnt in one pass, each with a filter that hears only what came before it: as quick as SASRec. window: as published, each of a shopper&apos;s latest events, as many as the longest history has, is learnt with a pass of its own over the whole window, whose empty places are heard too, so that what is learnt is what is served. An epoch then takes several times as long: about five on Amazon Beauty, more with fewer products or a longer longest history.</source>
        <translation>history：一遍学完一段历史的所有事件，每个事件的滤波只听它之前的内容，与 SASRec 一样快。window：按论文方式，每位顾客最近的事件（最多与最长历史一样多）各用一遍、在整个窗口上学习，空位也参与滤波，因此学到的就是使用时的样子。每轮用时是数倍：Amazon Beauty 上约五倍，商品越少或最长历史越长，倍数越大。</translation>
    </message>
    <message>
        <source>Inner width</source>
        <translation>内层宽度</translation>
    </message>
    <message>
        <source>Width of the network inside a layer, as a multiple of the layer&apos;s own.</source>
        <translation>层内网络的宽度，为该层自身宽度的倍数。</translation>
    </message>
    <message>
        <source>Times count</source>
        <translation>考虑时间</translation>
    </message>
    <message>
        <source>How long ago an event was says how much it counts, besides how many came since. Only where the log has times.</source>
        <translation>事件距今多久也决定其分量，而不只看其后又发生了多少事件。仅当日志有时间时有效。</translation>
    </message>
    <message>
        <source>Steps along the graph of the session: from how far a product hears of others.</source>
        <translation>沿会话图走多少步：商品能得知多远的其他商品。</translation>
    </message>
    <message>
        <source>Numbers of an entity&apos;s vector; a complex number is two of them, so that an odd one is rounded up.</source>
        <translation>实体向量的数值个数；一个复数占两个，因此奇数会向上取整。</translation>
    </message>
    <message>
        <source>Entities drawn for each batch that its answers are told apart from; 0: all entities (1-N scoring).</source>
        <translation>每批抽取的、要与答案区分开的实体数；0：全部实体（1-N 打分）。</translation>
    </message>
    <message>
        <source>softmax: each answer against all wrong entities at once; adversarial: log-sigmoid with a margin, the wrong ones that score high weigh most.</source>
        <translation>softmax：每个答案同时与所有错误实体比较；adversarial：带间隔的 log-sigmoid，得分高的错误实体权重最大。</translation>
    </message>
    <message>
        <source>Label smoothing</source>
        <translation>标签平滑</translation>
    </message>
    <message>
        <source>Of the softmax loss: probability that an answer is to leave to the wrong entities.</source>
        <translation>用于 softmax 损失：答案应留给错误实体的概率。</translation>
    </message>
    <message>
        <source>Added to every score under the adversarial loss.</source>
        <translation>在 adversarial 损失下加到每个得分上的值。</translation>
    </message>
    <message>
        <source>Of the adversarial loss: how much more a wrong entity weighs that scores higher; 0: all weigh the same.</source>
        <translation>用于 adversarial 损失：得分越高的错误实体权重大多少；0：权重都相同。</translation>
    </message>
    <message>
        <source>Share of a question&apos;s vector that is set to 0 in learning.</source>
        <translation>学习时问题向量中被置为 0 的比例。</translation>
    </message>
    <message>
        <source>L3</source>
        <translation>L3</translation>
    </message>
    <message>
        <source>Penalty on the cubes of the numbers of a triple&apos;s vectors (N3).</source>
        <translation>对三元组各向量数值的立方的惩罚（N3）。</translation>
    </message>
    <message>
        <source>Reciprocal relations</source>
        <translation>反向关系</translation>
    </message>
    <message>
        <source>Each relation has a second vector for asking from the tail.</source>
        <translation>每个关系另有一个向量，用于从尾实体提问。</translation>
    </message>
    <message>
        <source>Share of words</source>
        <translation>文字所占比重</translation>
    </message>
    <message>
        <source>What words and attributes count beside the vectors of chosen features. 0: the vectors alone; 1: the words alone. Without features, and where products have no words, it changes nothing.</source>
        <translation>文字和属性相对所选特征向量的比重。0：只看向量；1：只看文字。没有选特征，或商品没有文字时，不起作用。</translation>
    </message>
    <message>
        <source>How many shoppers it would take to say of two products what it says that all their words, categories, brands and attributes are the same. Higher trusts what is written more, and the events less.</source>
        <translation>两件商品的文字、类别、品牌和属性全部相同，相当于多少位顾客同时选择了它们。越高越相信文字描述，越低越相信行为。</translation>
    </message>
    <message>
        <source>Encoder</source>
        <translation>编码器</translation>
    </message>
    <message>
        <source>The text encoder that is tuned: minilm, or a folder with model.safetensors, config.json and tokenizer.json.</source>
        <translation>要微调的文本编码器：minilm，或含有 model.safetensors、config.json 和 tokenizer.json 的文件夹。</translation>
    </message>
    <message>
        <source>Texts</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>What is read of each product, separated by commas: title, category, brand, description, attributes.</source>
        <translation>读取每个商品的哪些内容，以逗号分隔：title、category、brand、description、attributes。</translation>
    </message>
    <message>
        <source>Rank</source>
        <translation>秩</translation>
    </message>
    <message>
        <source>Of what is learnt beside each linear layer (LoRA); 0: the whole network is learnt, which wants a tenth of the learning rate.</source>
        <translation>每个线性层旁所学部分（LoRA）的秩；0：学习整个网络，此时学习率宜取十分之一。</translation>
    </message>
    <message>
        <source>What is learnt beside a layer counts alpha / rank.</source>
        <translation>层旁所学部分按 alpha / 秩 计入。</translation>
    </message>
    <message>
        <source>Tuned layers</source>
        <translation>微调的层</translation>
    </message>
    <message>
        <source>Beside which linear layers something is learnt: those of attention, or all.</source>
        <translation>在哪些线性层旁学习：注意力的线性层（attention），或全部（all）。</translation>
    </message>
    <message>
        <source>Moments apart</source>
        <translation>相隔时刻</translation>
    </message>
    <message>
        <source>Two products of a history are a pair within so many moments, and always within a session.</source>
        <translation>历史中相隔不超过这么多时刻的两个商品构成一对；同一会话内的总是一对。</translation>
    </message>
    <message>
        <source>Pairs an epoch</source>
        <translation>每轮的对数</translation>
    </message>
    <message>
        <source>At most, drawn anew for each epoch; 0: one for each event.</source>
        <translation>最多这么多对，每轮重新抽取；0：每个事件一对。</translation>
    </message>
    <message>
        <source>Nearness of vectors</source>
        <translation>向量的相近程度</translation>
    </message>
    <message>
        <source>How far the likeness of features reaches: small, a product counts that is very like one of the history; large, one that is a little like all of it. Without features it changes nothing.</source>
        <translation>特征相似性的作用范围：小则与历史中某个商品很像的才算；大则与整个历史都有些像的也算。没有选特征时不起作用。</translation>
    </message>
    <message>
        <source>Width of the layer between what is known of a product and its factors.</source>
        <translation>商品已知信息与其因子之间那一层的宽度。</translation>
    </message>
    <message>
        <source>Left-out factors</source>
        <translation>隐去的因子</translation>
    </message>
    <message>
        <source>Share of products whose factors a step withholds, so that the network learns to do with what is written or shown of them, as it must for new ones.</source>
        <translation>每一步隐去因子的商品比例，使网络学会只凭文字或图片，对新商品也必须如此。</translation>
    </message>
    <message>
        <source>Factors of features</source>
        <translation>特征的因子数</translation>
    </message>
    <message>
        <source>How many directions of taste are read from the products&apos; features, beside those that are learnt from events alone.</source>
        <translation>从商品特征中读出多少个口味方向，另有只从事件学到的因子。</translation>
    </message>
    <message>
        <source>Weight of an edge</source>
        <translation>边的权重</translation>
    </message>
    <message>
        <source>What a fact of the knowledge graph counts beside a pair of shopper and product when vectors are gathered; 0: nothing.</source>
        <translation>汇聚向量时，知识图谱中的一条事实相对于一对顾客与商品的分量；0：不计。</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>注意力</translation>
    </message>
    <message>
        <source>A vertex gathers more along the facts whose ends lie near each other in the relation&apos;s space; else along all alike.</source>
        <translation>顶点沿两端在关系空间中相近的事实汇聚得更多；否则各条事实相同。</translation>
    </message>
    <message>
        <source>Facts that are drawn once for each product and entity; only these count.</source>
        <translation>为每个商品和实体一次性抽取的事实条数；只有这些计入。</translation>
    </message>
    <message>
        <source>Products drawn for each pair that happened.</source>
        <translation>为每个发生过的对抽取的商品数。</translation>
    </message>
    <message>
        <source>Weight of the facts</source>
        <translation>事实的权重</translation>
    </message>
    <message>
        <source>Of learning which facts the knowledge graph has, beside ranking; 0: the facts are not learnt.</source>
        <translation>在排序之外学习知识图谱中的事实的权重；0：不学习事实。</translation>
    </message>
    <message>
        <source>Translation</source>
        <translation>平移方式</translation>
    </message>
    <message>
        <source>How a relation leads from heads to tails: transe, by a vector; transr, in a space of its own.</source>
        <translation>关系如何从头实体通向尾实体：transe 为一个向量；transr 在各关系自己的空间中。</translation>
    </message>
    <message>
        <source>Weight of a link</source>
        <translation>关系的权重</translation>
    </message>
    <message>
        <source>What a link between two shoppers counts beside a pair of shopper and product when vectors are gathered; 0: nothing.</source>
        <translation>汇聚向量时，两位顾客之间的一条关系相对于一对顾客与商品的分量；0：不计。</translation>
    </message>
    <message>
        <source>Vectors of products</source>
        <translation>商品向量</translation>
    </message>
    <message>
        <source>What chosen features are to a product&apos;s vector. sum: their projection is added to one that it has of its own. frozen: the projection is all there is, so that a product is what its features are. start: the vector begins there and is learnt. Products without events stand by their features in every way; without features it changes nothing.</source>
        <translation>所选特征与商品向量的关系。sum：特征的投影加在商品自己的向量上。frozen：只有投影，商品就是它的特征。start：向量从投影开始，再继续学习。没有事件的商品总是只凭特征；没有选特征时不起作用。</translation>
    </message>
    <message>
        <source>Share of products that a step knows by their features alone, so that new ones can stand by them. Without features: none.</source>
        <translation>每一步只凭特征认识的商品比例，使新商品也能凭特征成立。没有选特征时不隐去。</translation>
    </message>
</context>
<context>
    <name>Preset</name>
    <message>
        <source>As published for Amazon Beauty</source>
        <translation>论文设置（Amazon Beauty）</translation>
    </message>
    <message>
        <source>As published for MovieLens</source>
        <translation>论文设置（MovieLens）</translation>
    </message>
    <message>
        <source>As published</source>
        <translation>论文设置</translation>
    </message>
    <message>
        <source>As published: BPR-max, sampled by popularity</source>
        <translation>论文设置：BPR-max，按热度抽样</translation>
    </message>
    <message>
        <source>As published: cross-entropy, sampled by popularity</source>
        <translation>论文设置：交叉熵，按热度抽样</translation>
    </message>
    <message>
        <source>As published for Yoochoose</source>
        <translation>论文设置（Yoochoose）</translation>
    </message>
    <message>
        <source>As published: binary, one negative</source>
        <translation>论文设置：二元，一个负例</translation>
    </message>
    <message>
        <source>gSASRec: calibrated, 256 negatives</source>
        <translation>gSASRec：校准，256 个负例</translation>
    </message>
    <message>
        <source>As published: one sampled product a step, pairwise</source>
        <translation>论文设置：每步抽取一件商品，成对比较</translation>
    </message>
    <message>
        <source>Plain, as first published</source>
        <translation>朴素形式，与首次发表一致</translation>
    </message>
    <message>
        <source>As published for Gowalla</source>
        <translation>论文设置（Gowalla）</translation>
    </message>
    <message>
        <source>As published for MovieLens 20M</source>
        <translation>论文设置（MovieLens 20M）</translation>
    </message>
    <message>
        <source>As published for Amazon Books</source>
        <translation>论文设置（Amazon Books）</translation>
    </message>
    <message>
        <source>As published for MovieLens 1M</source>
        <translation>论文设置（MovieLens 1M）</translation>
    </message>
</context>
<context>
    <name>ProductCharts</name>
    <message>
        <source>No event names this product.</source>
        <translation>没有事件涉及这个商品。</translation>
    </message>
    <message>
        <source>The log has no times.</source>
        <translation>日志中没有时间。</translation>
    </message>
    <message>
        <source>Price asked</source>
        <translation>成交单价</translation>
    </message>
    <message>
        <source>unit price</source>
        <translation>单价</translation>
    </message>
    <message>
        <source>The events of this product have no prices.</source>
        <translation>这个商品的事件没有价格。</translation>
    </message>
</context>
<context>
    <name>Progress</name>
    <message>
        <source>reading</source>
        <translation>读取中</translation>
    </message>
    <message>
        <source>writing</source>
        <translation>写入中</translation>
    </message>
    <message>
        <source>reading events</source>
        <translation>读取事件</translation>
    </message>
    <message>
        <source>counting</source>
        <translation>统计中</translation>
    </message>
    <message>
        <source>counting common shoppers</source>
        <translation>统计共同顾客</translation>
    </message>
    <message>
        <source>inverting</source>
        <translation>矩阵求逆</translation>
    </message>
    <message>
        <source>comparing products</source>
        <translation>比较商品</translation>
    </message>
    <message>
        <source>embedding</source>
        <translation>计算向量</translation>
    </message>
    <message>
        <source>epoch %1</source>
        <translation>第 %1 轮</translation>
    </message>
    <message>
        <source>epoch %1 of %2</source>
        <translation>第 %1 / %2 轮</translation>
    </message>
    <message>
        <source>trained</source>
        <translation>训练完成</translation>
    </message>
    <message>
        <source>judging lists</source>
        <translation>评测列表</translation>
    </message>
    <message>
        <source>keeping the run</source>
        <translation>保存训练记录</translation>
    </message>
    <message>
        <source>listing</source>
        <translation>生成列表</translation>
    </message>
    <message>
        <source>taking the import back</source>
        <translation>撤回导入</translation>
    </message>
    <message>
        <source>done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>还剩 %1</translation>
    </message>
    <message>
        <source>%1 so far</source>
        <translation>已用 %1</translation>
    </message>
    <message>
        <source>reading, %1 [row|rows], %2 rows/s</source>
        <translation>读取中，%1 行，%2 行/秒</translation>
    </message>
</context>
<context>
    <name>QuitQuestion</name>
    <message>
        <source>%1 is still running. Nothing of it stays: import it again later.</source>
        <translation>%1 仍在进行。现在退出将不保留任何内容：请以后重新导入。</translation>
    </message>
    <message>
        <source>%1 is still running. It stops and can go on later.</source>
        <translation>%1 仍在进行。它会停下，以后可以继续。</translation>
    </message>
    <message>
        <source>%1 is still in its first epoch: what it has made so far is lost.</source>
        <translation>%1 仍在第一轮：目前的成果会丢失。</translation>
    </message>
    <message>
        <source>%1 is still running and cannot go on later: what it has made so far is lost.</source>
        <translation>%1 仍在进行，而且以后无法继续：目前的成果会丢失。</translation>
    </message>
    <message numerus="yes">
        <source>%n more job(s) that wait will not be started.</source>
        <translation>
            <numerusform>另有 %n 个等待中的任务不会开始。</numerusform>
        </translation>
    </message>
    <message>
        <source>Discard and quit</source>
        <translation>放弃并退出</translation>
    </message>
    <message>
        <source>Stop and quit</source>
        <translation>停止并退出</translation>
    </message>
</context>
<context>
    <name>Reason</name>
    <message>
        <source>popular, never chosen by this shopper</source>
        <translation>热门，但这位顾客从未选过</translation>
    </message>
    <message>
        <source>chosen %1 time</source>
        <translation>选过 %1 次</translation>
    </message>
    <message>
        <source>chosen %1 times</source>
        <translation>选过 %1 次</translation>
    </message>
    <message>
        <source>chosen %1 time, last %2 days before the latest event</source>
        <translation>选过 %1 次，最近一次在最新事件之前 %2 天</translation>
    </message>
    <message>
        <source>chosen %1 times, last %2 days before the latest event</source>
        <translation>选过 %1 次，最近一次在最新事件之前 %2 天</translation>
    </message>
    <message>
        <source>place %1 in the list of a run</source>
        <translation>在某训练记录的列表中排第 %1 位</translation>
    </message>
    <message>
        <source>place %1 in the list of run %2</source>
        <translation>在训练记录 %2 的列表中排第 %1 位</translation>
    </message>
    <message>
        <source>place %1 in the list of a recommender</source>
        <translation>在某算法的列表中排第 %1 位</translation>
    </message>
    <message>
        <source>popular, in none of the lists</source>
        <translation>热门，但不在任何列表中</translation>
    </message>
    <message>
        <source>popular, nothing in the history leads to it</source>
        <translation>热门商品，没有历史记录指向它</translation>
    </message>
    <message>
        <source>chosen %1 time, last %2 day before the latest event</source>
        <translation>选过 %1 次，最近一次在最新事件之前 %2 天</translation>
    </message>
    <message>
        <source>chosen %1 times, last %2 day before the latest event</source>
        <translation>选过 %1 次，最近一次在最新事件之前 %2 天</translation>
    </message>
    <message>
        <source>features %1</source>
        <translation>特征 %1</translation>
    </message>
    <message>
        <source>what its own events taught</source>
        <translation>从该商品自身事件学到的</translation>
    </message>
    <message>
        <source>the knowledge graph ties it to this product</source>
        <translation>知识图谱把它与该商品联系在一起</translation>
    </message>
</context>
<context>
    <name>Recommender</name>
    <message>
        <source>Bought again</source>
        <translation>复购</translation>
    </message>
    <message>
        <source>Baselines</source>
        <translation>基线</translation>
    </message>
    <message>
        <source>The shopper&apos;s own products, by how often and how lately: hard to beat where people buy again. Judge it with seen products offered.</source>
        <translation>顾客自己买过的商品，按次数和新近程度排序：在复购多的店里很难超越。评测时应允许推荐已有商品。</translation>
    </message>
    <message>
        <source>BPR</source>
        <translation>BPR</translation>
    </message>
    <message>
        <source>Factorisation</source>
        <translation>矩阵分解</translation>
    </message>
    <message>
        <source>Matrix factorisation that learns to rank what a shopper chose above what they did not: small, quick, and the vectors make a map.</source>
        <translation>让选过的商品排在没选过的之前的矩阵分解：小而快，向量还能画成地图。</translation>
    </message>
    <message>
        <source>EASE</source>
        <translation>EASE</translation>
    </message>
    <message>
        <source>Linear</source>
        <translation>线性</translation>
    </message>
    <message>
        <source>A closed-form linear model of products by products: seconds to fit, hard to beat up to some 30,000 products, explains itself.</source>
        <translation>商品对商品的线性模型，有闭式解：几秒训练完，3 万个商品以内很难超越，还能说明原因。</translation>
    </message>
    <message>
        <source>Item neighbours</source>
        <translation>商品近邻</translation>
    </message>
    <message>
        <source>Neighbourhood</source>
        <translation>近邻</translation>
    </message>
    <message>
        <source>&quot;Shoppers who chose this also chose&quot;: fast, explains itself, a sound first choice for any log.</source>
        <translation>“选了它的顾客还选了……”：快，能说明原因，适合任何日志的首选。</translation>
    </message>
    <message>
        <source>Popularity</source>
        <translation>热门</translation>
    </message>
    <message>
        <source>What sells most, of all time or lately: the baseline to beat, and what a shopper without history gets.</source>
        <translation>历来或近期最畅销的商品：要超越的基线，也是没有历史的顾客会看到的列表。</translation>
    </message>
    <message>
        <source>Random</source>
        <translation>随机</translation>
    </message>
    <message>
        <source>Any product, by chance: the floor that every figure is compared with.</source>
        <translation>随机的商品：所有指标的下限。</translation>
    </message>
    <message>
        <source>SASRec</source>
        <translation>SASRec</translation>
    </message>
    <message>
        <source>Sequence</source>
        <translation>序列</translation>
    </message>
    <message>
        <source>A Transformer that reads the history in order and names what comes next: best where the latest events say most.</source>
        <translation>按顺序读历史并预测下一个商品的 Transformer：最近行为最能说明问题时表现最好。</translation>
    </message>
    <message>
        <source>Association rules</source>
        <translation>关联规则</translation>
    </message>
    <message>
        <source>With this went that: what sessions or baskets with the latest products have besides. Instant and easy to read.</source>
        <translation>与此同买的是什么：含有最近商品的会话或购物篮里还有什么。即时可得，一目了然。</translation>
    </message>
    <message>
        <source>BERT4Rec</source>
        <translation>BERT4Rec</translation>
    </message>
    <message>
        <source>A Transformer that learns to fill gaps from both sides: for long histories whose exact order is noisy.</source>
        <translation>从两侧填空来学习的 Transformer：适合顺序不太可靠的长历史。</translation>
    </message>
    <message>
        <source>BSARec</source>
        <translation>BSARec</translation>
    </message>
    <message>
        <source>A Transformer that also hears lasting taste and quick changes apart: try it where SASRec is good.</source>
        <translation>把长期口味与快速变化分开听取的 Transformer：SASRec 效果好的地方值得一试。</translation>
    </message>
    <message>
        <source>Caser</source>
        <translation>Caser</translation>
    </message>
    <message>
        <source>A convolutional network over the last few events: quick, for logs where only the latest events matter.</source>
        <translation>对最近若干事件做卷积的网络：快，适合只有最近事件要紧的日志。</translation>
    </message>
    <message>
        <source>Content</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Products that read like those in the history, by title, category, brand and attributes: also for products that nobody has chosen yet.</source>
        <translation>按标题、类目、品牌和属性与历史相近的商品：还没人选过的商品也能推荐。</translation>
    </message>
    <message>
        <source>Sparse EASE</source>
        <translation>稀疏 EASE</translation>
    </message>
    <message>
        <source>EASE over each product&apos;s neighbourhood: for catalogues of more than some 30,000 products, whose full matrix does not fit.</source>
        <translation>在每个商品的邻域内做 EASE：适合约三万个以上商品、完整矩阵放不下的目录。</translation>
    </message>
    <message>
        <source>Fusion of runs</source>
        <translation>训练记录融合</translation>
    </message>
    <message>
        <source>Ensembles</source>
        <translation>集成</translation>
    </message>
    <message>
        <source>Puts the lists of kept runs together: use it when several good recommenders err in different ways.</source>
        <translation>把已有训练记录的列表合在一起：几种好算法各有不同错误时使用。</translation>
    </message>
    <message>
        <source>GF-CF</source>
        <translation>GF-CF</translation>
    </message>
    <message>
        <source>Graph</source>
        <translation>图</translation>
    </message>
    <message>
        <source>Smooths a history over the graph of products in closed form: as good as trained graph networks on much data, in seconds.</source>
        <translation>在商品图上以闭式平滑历史：数据多时与训练出的图网络相当，只需几秒。</translation>
    </message>
    <message>
        <source>GMF</source>
        <translation>GMF</translation>
    </message>
    <message>
        <source>Neural</source>
        <translation>神经网络</translation>
    </message>
    <message>
        <source>Matrix factorisation as a network: a learnt weight for each factor, against products drawn at random.</source>
        <translation>网络形式的矩阵分解：每个因子一个学到的权重，对随机抽取的商品。</translation>
    </message>
    <message>
        <source>GRU4Rec</source>
        <translation>GRU4Rec</translation>
    </message>
    <message>
        <source>A recurrent network that follows a session event by event: for short sessions of visitors nobody knows.</source>
        <translation>逐个事件跟随会话的循环网络：适合身份未知访客的短会话。</translation>
    </message>
    <message>
        <source>Content and behaviour</source>
        <translation>内容与行为</translation>
    </message>
    <message>
        <source>A collaborative recommender joined with content: use it where many products are new or rarely chosen.</source>
        <translation>协同推荐与内容相结合：新商品或很少被选的商品很多时使用。</translation>
    </message>
    <message>
        <source>Implicit ALS</source>
        <translation>隐式 ALS</translation>
    </message>
    <message>
        <source>Matrix factorisation solved in turns for shoppers and products: a few quick sweeps, for catalogues too large for EASE, and new shoppers are solved for exactly.</source>
        <translation>顾客与商品轮流求解的矩阵分解：几遍即可，适合 EASE 容不下的大目录，新顾客可精确求解。</translation>
    </message>
    <message>
        <source>LightGCN</source>
        <translation>LightGCN</translation>
    </message>
    <message>
        <source>Vectors averaged along the graph of who had what: strong where shoppers have few events each.</source>
        <translation>沿&quot;谁有什么&quot;的图平均向量：每位顾客事件很少时效果好。</translation>
    </message>
    <message>
        <source>Logistic factorisation</source>
        <translation>逻辑分解</translation>
    </message>
    <message>
        <source>Matrix factorisation whose scores are probabilities of a choice, learnt against sampled products.</source>
        <translation>分数为选择概率的矩阵分解，对抽取的商品学习。</translation>
    </message>
    <message>
        <source>Matrix factorisation of ratings</source>
        <translation>评分矩阵分解</translation>
    </message>
    <message>
        <source>Predicts the rating a shopper would give, from biases and vectors: for logs with ratings, when the rating itself is asked for.</source>
        <translation>由偏置和向量预测顾客会给的评分：日志有评分、关心评分本身时使用。</translation>
    </message>
    <message>
        <source>MLP</source>
        <translation>MLP</translation>
    </message>
    <message>
        <source>A perceptron over a shopper&apos;s and a product&apos;s vector instead of their product: mostly a part of NeuMF, seldom better than plain factors.</source>
        <translation>对顾客与商品向量使用感知机而非相乘：多作为 NeuMF 的一部分，很少优于普通因子。</translation>
    </message>
    <message>
        <source>Mult-DAE</source>
        <translation>Mult-DAE</translation>
    </message>
    <message>
        <source>Learns to restore histories of which a part was hidden: Mult-VAE&apos;s simpler and quicker sibling, and new shoppers need no training.</source>
        <translation>学习复原被部分隐去的历史：比 Mult-VAE 更简单更快，新顾客无需训练。</translation>
    </message>
    <message>
        <source>Mult-VAE</source>
        <translation>Mult-VAE</translation>
    </message>
    <message>
        <source>Presses a whole history into a short random code and unfolds it to likelihoods of all products: strong on dense data, and new shoppers need no training.</source>
        <translation>把整段历史压成短的随机编码，再展开为所有商品的可能性：稠密数据上效果好，新顾客无需训练。</translation>
    </message>
    <message>
        <source>NARM</source>
        <translation>NARM</translation>
    </message>
    <message>
        <source>A recurrent network that also weighs which events of the session tell its purpose: for sessions with detours.</source>
        <translation>还会判断会话中哪些事件说明意图的循环网络：适合有绕路的会话。</translation>
    </message>
    <message>
        <source>NeuMF</source>
        <translation>NeuMF</translation>
    </message>
    <message>
        <source>Factors and a perceptron added up, each with vectors of its own: the best known neural model of pairs.</source>
        <translation>因子与感知机相加，各用自己的向量：最知名的成对神经模型。</translation>
    </message>
    <message>
        <source>P3alpha</source>
        <translation>P3alpha</translation>
    </message>
    <message>
        <source>Random walks over shoppers and products: quick and robust, leans towards popular products.</source>
        <translation>在顾客与商品之间随机游走：又快又稳，偏向热门商品。</translation>
    </message>
    <message>
        <source>Popular in the shopper&apos;s categories</source>
        <translation>顾客所属类目的热门</translation>
    </message>
    <message>
        <source>Bestsellers of the categories that the shopper buys from: a personal baseline that needs nothing but categories.</source>
        <translation>顾客购买过的类目中的畅销品：只需要类目的个性化基准。</translation>
    </message>
    <message>
        <source>Popular lately</source>
        <translation>近期热门</translation>
    </message>
    <message>
        <source>What sells most these days, old events fading away: the baseline to beat where tastes and stocks change.</source>
        <translation>近期卖得最好的商品，旧事件逐渐淡去：口味与货品多变时应当超过的基准。</translation>
    </message>
    <message>
        <source>Re-ranked run</source>
        <translation>重排的训练记录</translation>
    </message>
    <message>
        <source>Puts a kept run&apos;s lists into another order: more variety, fewer bestsellers, not too much of one category.</source>
        <translation>把已有训练记录的列表重新排序：更多样，少些畅销品，同一类目不过多。</translation>
    </message>
    <message>
        <source>RP3beta</source>
        <translation>RP3beta</translation>
    </message>
    <message>
        <source>Random walks that hold popular products back: quick, among the best of the simple methods on sparse logs.</source>
        <translation>压低热门商品的随机游走：快，稀疏日志上是最好的简单方法之一。</translation>
    </message>
    <message>
        <source>Sequential rules</source>
        <translation>序列规则</translation>
    </message>
    <message>
        <source>After this came that: the next product from the latest ones, in order. Instant, hard to beat on short sessions.</source>
        <translation>此后是什么：由最近的商品按顺序推出下一个。即时可得，短会话上难以超越。</translation>
    </message>
    <message>
        <source>SimpleX</source>
        <translation>SimpleX</translation>
    </message>
    <message>
        <source>Cosines learnt against very many negatives: a plain model that a better loss makes strong, and new shoppers need no training.</source>
        <translation>对大量负例学习余弦：简单的模型因更好的损失而变强，新顾客无需训练。</translation>
    </message>
    <message>
        <source>SLIM</source>
        <translation>SLIM</translation>
    </message>
    <message>
        <source>A sparse linear model of products by products: as good as EASE, small enough to read, and explains itself.</source>
        <translation>商品对商品的稀疏线性模型：与 EASE 相当，小到可以读懂，并能自我解释。</translation>
    </message>
    <message>
        <source>SVD</source>
        <translation>SVD</translation>
    </message>
    <message>
        <source>The singular vectors of who bought what, by a randomised method: fitted in a moment, nothing to tune but their number.</source>
        <translation>以随机化方法求&quot;谁买了什么&quot;的奇异向量：瞬间完成，只需调数量。</translation>
    </message>
    <message>
        <source>SVD++</source>
        <translation>SVD++</translation>
    </message>
    <message>
        <source>Rating prediction that also learns from which products were rated at all: a little more accurate than plain factorisation, slower on long histories.</source>
        <translation>还从评过哪些商品中学习的评分预测：比普通分解略准，长历史上较慢。</translation>
    </message>
    <message>
        <source>Two towers</source>
        <translation>双塔</translation>
    </message>
    <message>
        <source>One network for shoppers, one for products, fed with ids, attributes and text: for catalogues in which new products appear all the time.</source>
        <translation>顾客一个网络、商品一个网络，输入编号、属性和文本：适合不断上新的目录。</translation>
    </message>
    <message>
        <source>User neighbours</source>
        <translation>用户近邻</translation>
    </message>
    <message>
        <source>&quot;Shoppers like you chose&quot;: nothing to train, new shoppers at once; strong where histories are long.</source>
        <translation>&quot;与您相似的顾客选了&quot;：无需训练，新顾客立即可用；历史长时效果好。</translation>
    </message>
    <message>
        <source>Session neighbours (VSKNN)</source>
        <translation>会话近邻（VSKNN）</translation>
    </message>
    <message>
        <source>What the sessions most like this one went on to: no training, new sessions at once, on par with neural ones on short sessions.</source>
        <translation>与此最像的会话接下来选了什么：无需训练，新会话立即可用，短会话上不逊于神经网络。</translation>
    </message>
    <message>
        <source>XSimGCL</source>
        <translation>XSimGCL</translation>
    </message>
    <message>
        <source>A graph network that also contrasts its vectors with noisy copies: better than LightGCN on sparse data, in fewer epochs, and kinder to rare products.</source>
        <translation>还把向量与加噪副本对比的图网络：稀疏数据上优于 LightGCN，轮数更少，也更照顾冷门商品。</translation>
    </message>
    <message>
        <source>FPMC</source>
        <translation>FPMC</translation>
    </message>
    <message>
        <source>A shopper&apos;s taste and what usually follows their latest products, in one score: for baskets that come again and again.</source>
        <translation>把顾客的偏好和最近商品之后通常出现的商品合成一个得分：适合反复出现的购物篮。</translation>
    </message>
    <message>
        <source>Turbo-CF</source>
        <translation>Turbo-CF</translation>
    </message>
    <message>
        <source>Smooths a history over the graph of products by a polynomial filter: nothing is trained or decomposed, a second where graph networks take minutes.</source>
        <translation>用多项式滤波器在商品图上平滑历史：无需训练和分解，图网络要几分钟的地方只需一秒。</translation>
    </message>
    <message>
        <source>SANSA</source>
        <translation>SANSA</translation>
    </message>
    <message>
        <source>EASE by a sparse approximate inverse: memory grows with products times neighbours, so that a million products fit.</source>
        <translation>用稀疏近似逆实现的 EASE：内存按商品数乘邻居数增长，因此容得下一百万个商品。</translation>
    </message>
    <message>
        <source>Frequencies and neighbours (TIFU-KNN)</source>
        <translation>频次与邻居（TIFU-KNN）</translation>
    </message>
    <message>
        <source>The next basket from how often and how lately products were bought, by the shopper and by those most like them. Judge it with seen products offered.</source>
        <translation>按顾客本人及最相似者购买商品的频次和远近推荐下一个购物篮。评估时请允许推荐已购商品。</translation>
    </message>
    <message>
        <source>Own and like shoppers&apos; latest baskets (UP-CF)</source>
        <translation>自己和相似顾客的最近购物篮（UP-CF）</translation>
    </message>
    <message>
        <source>The next basket from the latest ones of the shopper and of those who bought alike: what is bought again and again. Judge it with seen products offered.</source>
        <translation>由顾客本人和购买相似者的最近购物篮推荐下一个：一再购买的商品。评估时请允许推荐已购商品。</translation>
    </message>
    <message>
        <source>RecVAE</source>
        <translation>RecVAE</translation>
    </message>
    <message>
        <source>Mult-VAE with a deeper encoder and a steadier prior: better lists for more time, and new shoppers need no training.</source>
        <translation>编码器更深、先验更稳的 Mult-VAE：用更多时间换更好的列表，新顾客无需训练。</translation>
    </message>
    <message>
        <source>DirectAU</source>
        <translation>DirectAU</translation>
    </message>
    <message>
        <source>Vectors that lie near each other where shopper and product met and are spread evenly otherwise: needs no negatives.</source>
        <translation>顾客与商品有交互则向量相近，其余均匀铺开：不需要负例。</translation>
    </message>
    <message>
        <source>UltraGCN</source>
        <translation>UltraGCN</translation>
    </message>
    <message>
        <source>Learns what a graph network would become without propagating anything, by weighing pairs and drawing shoppers to the neighbours of what they have: for large logs.</source>
        <translation>不做任何传播，而是给交互对加权，并把顾客拉近其商品的近邻，学到图网络最终会成为的样子：适合大日志。</translation>
    </message>
    <message>
        <source>eSASRec</source>
        <translation>eSASRec</translation>
    </message>
    <message>
        <source>SASRec with gated layers, which add to a history&apos;s meaning only as much as they have to say: try it where SASRec is good.</source>
        <translation>带门控层的 SASRec：每层只按自己能说明多少来补充对历史的理解；SASRec 效果好的地方值得一试。</translation>
    </message>
    <message>
        <source>HSTU</source>
        <translation>HSTU</translation>
    </message>
    <message>
        <source>Adds up what of a history matters, by place and by time, where a Transformer averages it: for long histories with times.</source>
        <translation>按位置和时间把历史中重要的部分相加，而 Transformer 是取平均：适合带时间的长历史。</translation>
    </message>
    <message>
        <source>LRURec</source>
        <translation>LRURec</translation>
    </message>
    <message>
        <source>A recurrent network without gates, learnt from whole histories at once: for long histories, where attention grows dear.</source>
        <translation>没有门控的循环网络，整段历史一次学完：适合注意力代价过高的长历史。</translation>
    </message>
    <message>
        <source>SR-GNN</source>
        <translation>SR-GNN</translation>
    </message>
    <message>
        <source>Reads a session as a graph of its products: for short sessions in which shoppers come back to what they saw.</source>
        <translation>把会话读作其商品的图：适合顾客会回头看同一商品的短会话。</translation>
    </message>
    <message>
        <source>EASE with attributes</source>
        <translation>带属性的 EASE</translation>
    </message>
    <message>
        <source>EASE that also learns which products read alike, by title, category, brand and attributes: better for what few have chosen, and new products are offered.</source>
        <translation>同时学习哪些商品在标题、类别、品牌和属性上相似的 EASE：对少有人选的商品更好，也能推荐新商品。</translation>
    </message>
    <message>
        <source>Tuned text encoder</source>
        <translation>微调文本编码器</translation>
    </message>
    <message>
        <source>A language network that reads titles learns from this log which products go together: also for products that nobody has chosen yet.</source>
        <translation>读标题的语言网络从本日志学习哪些商品相配：对还没有人选过的商品也适用。</translation>
    </message>
    <message>
        <source>DropoutNet</source>
        <translation>DropoutNet</translation>
    </message>
    <message>
        <source>A factor model, and a network that gives new products factors by what is written or shown of them: for shops where much is new and most has a history.</source>
        <translation>因子模型加一个网络，按商品的文字或图片给新商品因子：适合新品多而大部分商品已有历史的商店。</translation>
    </message>
    <message>
        <source>VBPR</source>
        <translation>VBPR</translation>
    </message>
    <message>
        <source>BPR that also learns which pictures, texts or other vectors a shopper likes: where looks or wording decide, and new products come all the time.</source>
        <translation>同时学习顾客喜欢怎样的图片、文本或其他向量的 BPR：适合由外观或文字决定选择、不断有新商品的商店。</translation>
    </message>
    <message>
        <source>CKE</source>
        <translation>CKE</translation>
    </message>
    <message>
        <source>Knowledge</source>
        <translation>知识图谱</translation>
    </message>
    <message>
        <source>Matrix factorisation whose products share vectors with their entities in a knowledge graph, which learn its facts as well.</source>
        <translation>矩阵分解：商品与其在知识图谱中的实体共用向量，实体向量同时学习图谱中的事实。</translation>
    </message>
    <message>
        <source>KGAT</source>
        <translation>KGAT</translation>
    </message>
    <message>
        <source>Vectors averaged along one graph of shoppers, products and a knowledge graph, facts weighing by attention: for products that have few events and many facts.</source>
        <translation>沿顾客、商品与知识图谱合成的一张图平均向量，事实按注意力加权：适合事件少而事实多的商品。</translation>
    </message>
    <message>
        <source>KGCN</source>
        <translation>KGCN</translation>
    </message>
    <message>
        <source>A product is seen through its neighbours in a knowledge graph, each shopper minding some relations more than others: for clicks or no clicks.</source>
        <translation>透过知识图谱中的邻居看商品，每位顾客看重的关系各不相同：适合判断会不会点击。</translation>
    </message>
    <message>
        <source>LightGCN-S</source>
        <translation>LightGCN-S</translation>
    </message>
    <message>
        <source>LightGCN in which shoppers also gather from those whom they are linked to: for logs with few events of each and a file of who trusts whom.</source>
        <translation>顾客还从与其有关系的人处汇聚的 LightGCN：适合每人事件很少而另有信任关系文件的日志。</translation>
    </message>
</context>
<context>
    <name>RecommenderHelp</name>
    <message>
        <source>The recommenders</source>
        <translation>推荐算法</translation>
    </message>
</context>
<context>
    <name>RecommenderText</name>
    <message>
        <source>Needs %1.</source>
        <translation>需要%1。</translation>
    </message>
    <message>
        <source>The same list for every shopper.</source>
        <translation>每位顾客的列表相同。</translation>
    </message>
    <message>
        <source>New shoppers: from their history at once.</source>
        <translation>新顾客：立即按其历史推荐。</translation>
    </message>
    <message>
        <source>New shoppers: from what is known of them.</source>
        <translation>新顾客：按已知的属性推荐。</translation>
    </message>
    <message>
        <source>New shoppers: the most popular products.</source>
        <translation>新顾客：推荐最热门的商品。</translation>
    </message>
    <message>
        <source>New products: by their attributes.</source>
        <translation>新商品：按属性推荐。</translation>
    </message>
    <message>
        <source>New products: from their first events.</source>
        <translation>新商品：有了首批事件即可推荐。</translation>
    </message>
    <message>
        <source>New products: not offered before the next training.</source>
        <translation>新商品：下次训练前不推荐。</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Takes features of products and shoppers.</source>
        <translation>可使用商品和顾客的特征。</translation>
    </message>
    <message>
        <source>Takes features of products.</source>
        <translation>可使用商品的特征。</translation>
    </message>
    <message>
        <source>New products: by chosen features, else not before the next training.</source>
        <translation>新商品：按所选特征推荐，否则等下次训练。</translation>
    </message>
</context>
<context>
    <name>Rejection</name>
    <message>
        <source>No shopper</source>
        <translation>没有顾客</translation>
    </message>
    <message>
        <source>No product</source>
        <translation>没有商品</translation>
    </message>
    <message>
        <source>Time not understood</source>
        <translation>无法识别的时间</translation>
    </message>
    <message>
        <source>No time</source>
        <translation>没有时间</translation>
    </message>
    <message>
        <source>Number not understood</source>
        <translation>无法识别的数字</translation>
    </message>
    <message>
        <source>Wrong number of fields</source>
        <translation>字段数不对</translation>
    </message>
    <message>
        <source>Text not readable in this encoding</source>
        <translation>文字无法按此编码读取</translation>
    </message>
    <message>
        <source>Contains a NUL character</source>
        <translation>含有 NUL 字符</translation>
    </message>
    <message>
        <source>Field too long</source>
        <translation>字段过长</translation>
    </message>
    <message>
        <source>Quotation mark never closed</source>
        <translation>引号没有闭合</translation>
    </message>
    <message>
        <source>No session</source>
        <translation>没有会话</translation>
    </message>
    <message>
        <source>Not in the file it is looked up in</source>
        <translation>不在所查找的文件中</translation>
    </message>
    <message>
        <source>Not a JSON object</source>
        <translation>不是 JSON 对象</translation>
    </message>
    <message>
        <source>Line of totals</source>
        <translation>合计行</translation>
    </message>
    <message>
        <source>A record in place of a key</source>
        <translation>键的位置上是一条记录</translation>
    </message>
    <message>
        <source>Lists of different length</source>
        <translation>列表长度不一致</translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message>
        <source>on</source>
        <translation>开</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1%</translation>
    </message>
    <message>
        <source>d MMMM yyyy</source>
        <comment>a date</comment>
        <translation>yyyy年M月d日</translation>
    </message>
    <message>
        <source>d MMMM yyyy, HH:mm</source>
        <comment>a date and time</comment>
        <translation>yyyy年M月d日 HH:mm</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>no shopper</source>
        <translation>没有顾客</translation>
    </message>
    <message>
        <source>no product</source>
        <translation>没有商品</translation>
    </message>
    <message>
        <source>time not understood</source>
        <translation>无法识别的时间</translation>
    </message>
    <message>
        <source>no time</source>
        <translation>没有时间</translation>
    </message>
    <message>
        <source>number not understood</source>
        <translation>无法识别的数字</translation>
    </message>
    <message>
        <source>wrong number of fields</source>
        <translation>字段数不对</translation>
    </message>
    <message>
        <source>text not readable in its encoding</source>
        <translation>文字无法按其编码读取</translation>
    </message>
    <message>
        <source>contains a NUL character</source>
        <translation>含有 NUL 字符</translation>
    </message>
    <message>
        <source>field too long</source>
        <translation>字段过长</translation>
    </message>
    <message>
        <source>quotation mark never closed</source>
        <translation>引号没有闭合</translation>
    </message>
    <message>
        <source>no session</source>
        <translation>没有会话</translation>
    </message>
    <message>
        <source>repeats allowed</source>
        <translation>允许复购</translation>
    </message>
    <message>
        <source>only products new to the shopper</source>
        <translation>只推荐顾客没有的商品</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Products that a shopper already had may be recommended again.</source>
        <translation>顾客已有的商品可以再次推荐。</translation>
    </message>
    <message>
        <source>Products that a shopper already had are not recommended.</source>
        <translation>不推荐顾客已有的商品。</translation>
    </message>
    <message>
        <source>Only the next event counts as relevant.</source>
        <translation>只有下一条事件算作相关。</translation>
    </message>
    <message>
        <source>Each next event is asked for in turn.</source>
        <translation>依次预测每条下一事件。</translation>
    </message>
    <message>
        <source>Relevant: %1.</source>
        <translation>相关：%1。</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>%1 of the relevant products were repeats.</source>
        <translation>相关商品中有 %1 是复购。</translation>
    </message>
    <message>
        <source>%1 of the training events are later than the earliest test event, which flatters all figures.</source>
        <translation>%1 的训练事件晚于最早的测试事件，会使所有数值偏高。</translation>
    </message>
    <message>
        <source> </source>
        <comment>between sentences</comment>
        <translation> </translation>
    </message>
    <message>
        <source>%1.</source>
        <translation>%1。</translation>
    </message>
    <message>
        <source>%1 The difference is more than chance.</source>
        <translation>%1 差异不只是偶然。</translation>
    </message>
    <message>
        <source>the most active of the shoppers judged</source>
        <translation>评测顾客中最活跃的一位</translation>
    </message>
    <message>
        <source>where %1 gains most over %2</source>
        <translation>%1 相对 %2 提升最大的一位</translation>
    </message>
    <message>
        <source>where %1 loses most against %2</source>
        <translation>%1 相对 %2 下降最多的一位</translation>
    </message>
    <message>
        <source>These shoppers were chosen by hand.</source>
        <translation>这些顾客由人工选定。</translation>
    </message>
    <message>
        <source>Chosen by rule: the most active of the shoppers judged.</source>
        <translation>按规则选出：评测顾客中最活跃的一位。</translation>
    </message>
    <message>
        <source>Chosen by rule, not by eye: the most active of the shoppers judged, one whom the better list helps most, and one whom it helps least.</source>
        <translation>按规则而非凭感觉选出：评测顾客中最活跃的一位、较好列表帮助最大的一位和帮助最小的一位。</translation>
    </message>
    <message>
        <source>%1: recommendation report</source>
        <translation>%1：推荐报告</translation>
    </message>
    <message>
        <source>Aisle · recommendation report</source>
        <translation>Aisle · 推荐报告</translation>
    </message>
    <message>
        <source>%1, %2 to %3</source>
        <comment>figures, first day, last day</comment>
        <translation>%1，%2 至 %3</translation>
    </message>
    <message>
        <source>Shoppers and products go by made-up names instead of their keys.</source>
        <translation>顾客与商品以化名代替编码。</translation>
    </message>
    <message>
        <source>%1 in 100</source>
        <translation>每 100 位中 %1 位</translation>
    </message>
    <message>
        <source>events</source>
        <translation>行为事件</translation>
    </message>
    <message>
        <source>shoppers</source>
        <translation>顾客</translation>
    </message>
    <message>
        <source>products</source>
        <translation>商品</translation>
    </message>
    <message>
        <source>days</source>
        <translation>天</translation>
    </message>
    <message>
        <source>rows rejected</source>
        <translation>被拒绝的行</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>行为事件</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>被拒绝</translation>
    </message>
    <message>
        <source>Duplicates dropped</source>
        <translation>去掉的重复行</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>The data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>why rows were rejected: how many</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Rejected rows are kept in the project with their reasons (%1).</source>
        <translation>被拒绝的行连同原因保存在项目中（%1）。</translation>
    </message>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <comment>an interval</comment>
        <translation>%1 至 %2</translation>
    </message>
    <message>
        <source>Recommender</source>
        <translation>推荐算法</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>名次</translation>
    </message>
    <message>
        <source>The recommenders</source>
        <translation>推荐算法</translation>
    </message>
    <message>
        <source>No recommender has been judged yet.</source>
        <translation>还没有评测过推荐算法。</translation>
    </message>
    <message numerus="yes">
        <source>Runs that repeat another with the same settings are shown once (%n left out).</source>
        <translation>
            <numerusform>设置相同的重复训练只显示一次（略去 %n 条）。</numerusform>
        </translation>
    </message>
    <message>
        <source>Difference from %1 (%2), with 95 % intervals</source>
        <translation>与 %1（%2）的差异，含 95% 区间</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Compared</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>The other</source>
        <translation>另一条</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>95 % interval</source>
        <translation>95% 区间</translation>
    </message>
    <message>
        <source>Effect size</source>
        <translation>效应量</translation>
    </message>
    <message>
        <source>Is the difference real?</source>
        <translation>差异是真的吗？</translation>
    </message>
    <message>
        <source>✓ hit</source>
        <translation>✓ 命中</translation>
    </message>
    <message>
        <source>in another list too</source>
        <translation>另一个列表也有</translation>
    </message>
    <message>
        <source>Shopper %1</source>
        <translation>顾客 %1</translation>
    </message>
    <message>
        <source>· %1</source>
        <translation>· %1</translation>
    </message>
    <message>
        <source>Newest before the list:</source>
        <translation>列表之前最近的：</translation>
    </message>
    <message>
        <source> · </source>
        <comment>between products</comment>
        <translation> · </translation>
    </message>
    <message>
        <source>As of today, not as judged.</source>
        <translation>截至今天，而非评测时。</translation>
    </message>
    <message>
        <source>%1 of %2 are hits · %3 %4</source>
        <translation>%2 个中命中 %1 个 · %3 %4</translation>
    </message>
    <message>
        <source>Not judged on this shopper.</source>
        <translation>未在这位顾客上评测。</translation>
    </message>
    <message>
        <source>What shoppers would see</source>
        <translation>顾客会看到什么</translation>
    </message>
    <message>
        <source>%1 The lists are those that were judged: made from what was known before the test part. ✓ marks what was then relevant to the shopper, ∩ what another list shows too.</source>
        <translation>%1 列表即评测时的列表，依据测试段之前已知的信息生成。✓ 表示顾客后来相关，∩ 表示另一个列表也有。</translation>
    </message>
    <message>
        <source>What the figures mean</source>
        <translation>指标的含义</translation>
    </message>
    <message>
        <source>Where the figure would fall in 95 of 100 drawings of as many shoppers like these (bootstrap).</source>
        <translation>若同样多、类似的顾客抽取 100 次，其中 95 次数值会落在此区间（自助法）。</translation>
    </message>
    <message>
        <source>Where this comes from</source>
        <translation>数据来历</translation>
    </message>
    <message>
        <source>Made by Aisle %1 on %2 from the project %3. Every figure can be made again from the seeds and the data below.</source>
        <translation>由 Aisle %1 于 %2 根据项目 %3 生成。每个数值都可由下列种子与数据重现。</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>训练记录</translation>
    </message>
    <message>
        <source>Trained</source>
        <translation>训练时间</translation>
    </message>
    <message>
        <source>Aisle</source>
        <translation>Aisle</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Training, seconds</source>
        <translation>训练用时（秒）</translation>
    </message>
    <message>
        <source>Training data</source>
        <translation>训练数据</translation>
    </message>
    <message>
        <source>Learnt from the events before the test part, which begins on %1.</source>
        <translation>学习测试段（自 %1 起）之前的事件。</translation>
    </message>
    <message>
        <source>Learnt from the first %1 of the events in time, tuned on the next %2, judged on the last %3.</source>
        <translation>按时间学习最早的 %1 事件，用其后 %2 调优，用最后 %3 评测。</translation>
    </message>
    <message>
        <source>Judged on each shopper&apos;s last event; the one before it was for tuning.</source>
        <translation>用每位顾客的最后一条事件评测，倒数第二条用于调优。</translation>
    </message>
    <message>
        <source>Each shopper&apos;s events were divided at random: %1 to learn from, %2 for tuning, %3 to judge.</source>
        <translation>每位顾客的事件随机划分：%1 用于学习，%2 用于调优，%3 用于评测。</translation>
    </message>
    <message>
        <source>All events were divided at random: %1 to learn from, %2 for tuning, %3 to judge.</source>
        <translation>全部事件随机划分：%1 用于学习，%2 用于调优，%3 用于评测。</translation>
    </message>
    <message>
        <source>Judged on part %1 of %2 of the events; learnt from the others.</source>
        <translation>用 %2 份中的第 %1 份评测，其余用于学习。</translation>
    </message>
    <message>
        <source>Judged on shoppers who were not learnt from (%1 of all): most of their history was shown, the rest was relevant.</source>
        <translation>在未参与学习的顾客（占 %1）上评测：给出其大部分历史，其余为相关商品。</translation>
    </message>
    <message>
        <source>The log says itself which events are to learn from and which are to judge.</source>
        <translation>日志自身注明了哪些事件用于学习、哪些用于评测。</translation>
    </message>
    <message>
        <source>Nothing was held out.</source>
        <translation>没有留出任何事件。</translation>
    </message>
    <message>
        <source>Each relevant product stood against %1 others, drawn by popularity; such figures compare only with their like.</source>
        <translation>每个相关商品与按热度抽取的 %1 个商品比较；这类数值只能与同类比较。</translation>
    </message>
    <message>
        <source>Each relevant product stood against %1 others, drawn evenly; such figures compare only with their like.</source>
        <translation>每个相关商品与均匀抽取的 %1 个商品比较；这类数值只能与同类比较。</translation>
    </message>
    <message>
        <source>All products of the shop compete for a place.</source>
        <translation>店里所有商品一起竞争位置。</translation>
    </message>
    <message>
        <source>in the test part</source>
        <translation>在测试段</translation>
    </message>
    <message>
        <source>between %1 and %2</source>
        <translation>在 %1 至 %2 之间</translation>
    </message>
    <message>
        <source>density</source>
        <translation>密度</translation>
    </message>
    <message>
        <source>From the best</source>
        <translation>与最佳之差</translation>
    </message>
    <message>
        <source>Under each figure stands its 95 % interval over the shoppers. A run shares the best one&apos;s place where the interval of its difference from it contains zero; these intervals hold for all runs of a table at once. Figures compare within one table only.</source>
        <translation>每个数字下面是它在顾客间的 95% 区间。若与最佳之差的区间包含零，则与最佳并列同一名次；这些区间对一张表内的全部训练记录同时成立。数字只能在同一张表内比较。</translation>
    </message>
    <message>
        <source>Each dot is the mean difference over the shoppers that both runs were judged on, each whisker its 95 % interval (paired bootstrap, for all runs of the table at once). A whisker that stays clear of zero is more than chance; how far the dot stands from zero says whether it matters.</source>
        <translation>每个点是两个训练记录共同评估的顾客上的平均差，须线是它的 95% 区间（配对自助法，对表内全部训练记录同时成立）。不碰到零的须线说明差异不只是偶然；点离零多远，说明它是否重要。</translation>
    </message>
    <message>
        <source>Import %1</source>
        <translation>导入 %1</translation>
    </message>
    <message>
        <source>A figure of predicted values, not of lists.</source>
        <translation>这是预测值的指标，而非列表的指标。</translation>
    </message>
    <message>
        <source>line of totals</source>
        <translation>合计行</translation>
    </message>
    <message>
        <source>a record in place of a key</source>
        <translation>键的位置上是一条记录</translation>
    </message>
    <message>
        <source>lists of different length</source>
        <translation>列表长度不一致</translation>
    </message>
    <message>
        <source>Judged on each shopper&apos;s last basket; the one before it was for tuning.</source>
        <translation>以每位顾客的最后一个购物篮评估；之前的一个用于调参。</translation>
    </message>
    <message>
        <source>Judged on part %1 of %2 of the shoppers, who were not learnt from: %3 of their history was shown, the rest was relevant.</source>
        <translation>用第 %1 份（共 %2 份）顾客评测，没有用他们训练：给出他们历史的 %3，其余为相关商品。</translation>
    </message>
    <message>
        <source>Judged on products that were not learnt from (%1 of all): what shoppers did with them was relevant.</source>
        <translation>在未参与学习的商品上评测（占全部的 %1）：顾客与这些商品的行为即为相关。</translation>
    </message>
    <message>
        <source>Only products that were held out compete for a place.</source>
        <translation>只有留出的商品参与竞争。</translation>
    </message>
    <message>
        <source>All products of the catalogue compete for a place, also those without events.</source>
        <translation>目录中的所有商品都参与竞争，包括没有事件的商品。</translation>
    </message>
    <message>
        <source>Purchases that were given back are neither learnt from nor relevant.</source>
        <translation>已退货的购买既不用于学习，也不算相关。</translation>
    </message>
    <message>
        <source>Learnt from: %1.</source>
        <translation>学习所用：%1。</translation>
    </message>
    <message>
        <source>%1 [event|events] of %2 [shopper|shoppers] with %3 [product|products]</source>
        <translation>%2 位顾客与 %3 个商品的 %1 条行为事件</translation>
    </message>
    <message>
        <source>%1 [product|products], %2 of them all, [%1:makes|make] up 80 % of the events.</source>
        <translation>%1 个商品（占全部的 %2）贡献了 80% 的事件。</translation>
    </message>
    <message>
        <source>%1 Judged on %2 [shopper|shoppers].</source>
        <translation>%1 在 %2 位顾客上评测。</translation>
    </message>
    <message>
        <source>%1 Judged on %2 [shopper|shoppers] by %3 [list|lists], which the figures are means over.</source>
        <translation>%1 评测了 %2 位顾客的 %3 个列表，各项指标是这些列表的均值。</translation>
    </message>
    <message>
        <source>%1 [event|events] in all; %2 [product|products] to find in the test part.</source>
        <translation>共 %1 条事件；测试段有 %2 个待命中的商品。</translation>
    </message>
    <message>
        <source>Of %1 [shopper|shoppers], %2 in 100 bought something from %3&apos;s ten products %4</source>
        <translation>在 %1 位顾客中，每 100 位有 %2 位%4购买了 %3 所推十个商品之一</translation>
    </message>
    <message>
        <source>Of %1 [shopper|shoppers], %2 in 100 looked at something from %3&apos;s ten products %4</source>
        <translation>在 %1 位顾客中，每 100 位有 %2 位%4浏览了 %3 所推十个商品之一</translation>
    </message>
    <message>
        <source>Of %1 [shopper|shoppers], %2 in 100 put something from %3&apos;s ten products into the cart %4</source>
        <translation>在 %1 位顾客中，每 100 位有 %2 位%4加购了 %3 所推十个商品之一</translation>
    </message>
    <message>
        <source>Of %1 [shopper|shoppers], %2 in 100 rated something from %3&apos;s ten products %4</source>
        <translation>在 %1 位顾客中，每 100 位有 %2 位%4评价了 %3 所推十个商品之一</translation>
    </message>
    <message>
        <source>Of %1 [shopper|shoppers], %2 in 100 chose something from %3&apos;s ten products %4</source>
        <translation>在 %1 位顾客中，每 100 位有 %2 位%4选择了 %3 所推十个商品之一</translation>
    </message>
    <message>
        <source>The knowledge graph</source>
        <translation>知识图谱</translation>
    </message>
    <message>
        <source>%1 [triple|triples] of %2 [relation|relations] between %3 [entity|entities]; %4 [is a product|are products] of the shop.</source>
        <translation>%1 条三元组，%2 种关系，%3 个实体；其中 %4 个是本店商品。</translation>
    </message>
    <message>
        <source>Relation</source>
        <translation>关系</translation>
    </message>
    <message>
        <source>Triples</source>
        <translation>三元组数</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>特征</translation>
    </message>
    <message>
        <source>What is known of products and shoppers: columns of the catalogue, and tables of vectors that were encoded from it or imported.</source>
        <translation>对商品和顾客所知的内容：目录的各列，以及由目录编码或导入的向量表。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Of</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>维数</translation>
    </message>
    <message>
        <source>Coverage</source>
        <translation>覆盖率</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>title</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>category</source>
        <translation>类目</translation>
    </message>
    <message>
        <source>brand</source>
        <translation>品牌</translation>
    </message>
    <message>
        <source>description</source>
        <translation>描述</translation>
    </message>
    <message>
        <source>other attributes</source>
        <translation>其他属性</translation>
    </message>
    <message>
        <source>a file</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>the file %1</source>
        <translation>文件 %1</translation>
    </message>
    <message>
        <source>what reviews say</source>
        <translation>评论内容</translation>
    </message>
    <message>
        <source>pictures by %1</source>
        <translation>图片（%1）</translation>
    </message>
    <message>
        <source>colours and edges</source>
        <translation>颜色和轮廓</translation>
    </message>
    <message>
        <source>the catalogue&apos;s own words</source>
        <translation>目录自己的词</translation>
    </message>
    <message>
        <source>encoded by %1</source>
        <translation>由 %1 编码</translation>
    </message>
    <message>
        <source>%1 by %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>the catalogue</source>
        <translation>目录</translation>
    </message>
    <message>
        <source>%1; %2 [is|are] new or changed since</source>
        <translation>%1；其后有 %2 个新增或已变</translation>
    </message>
    <message>
        <source>features %1</source>
        <translation>特征 %1</translation>
    </message>
</context>
<context>
    <name>Role</name>
    <message>
        <source>leave out</source>
        <translation>不导入</translation>
    </message>
    <message>
        <source>shopper</source>
        <translation>顾客</translation>
    </message>
    <message>
        <source>product</source>
        <translation>商品</translation>
    </message>
    <message>
        <source>kind of event</source>
        <translation>事件类型</translation>
    </message>
    <message>
        <source>time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>rating or weight</source>
        <translation>评分或权重</translation>
    </message>
    <message>
        <source>quantity</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>unit price</source>
        <translation>单价</translation>
    </message>
    <message>
        <source>order or session</source>
        <translation>订单或会话</translation>
    </message>
    <message>
        <source>product&apos;s title</source>
        <translation>商品标题</translation>
    </message>
    <message>
        <source>product&apos;s category</source>
        <translation>商品类目</translation>
    </message>
    <message>
        <source>product&apos;s brand</source>
        <translation>商品品牌</translation>
    </message>
    <message>
        <source>product&apos;s price</source>
        <translation>商品价格</translation>
    </message>
    <message>
        <source>product&apos;s description</source>
        <translation>商品描述</translation>
    </message>
    <message>
        <source>product&apos;s picture</source>
        <translation>商品图片</translation>
    </message>
    <message>
        <source>product&apos;s attribute</source>
        <translation>商品属性</translation>
    </message>
    <message>
        <source>shopper&apos;s attribute</source>
        <translation>顾客属性</translation>
    </message>
    <message>
        <source>kept with the event</source>
        <translation>随事件保存</translation>
    </message>
    <message>
        <source>time of day</source>
        <translation>一天中的时刻</translation>
    </message>
    <message>
        <source>amount of the line</source>
        <translation>行金额</translation>
    </message>
    <message>
        <source>guest</source>
        <translation>访客</translation>
    </message>
</context>
<context>
    <name>RunCommands</name>
    <message>
        <source>Rename %1</source>
        <translation>重命名 %1</translation>
    </message>
    <message>
        <source>Note on %1</source>
        <translation>%1 的备注</translation>
    </message>
    <message numerus="yes">
        <source>Delete %n run(s)</source>
        <translation>
            <numerusform>删除 %n 条训练记录</numerusform>
        </translation>
    </message>
    <message>
        <source>Delete %1</source>
        <translation>删除 %1</translation>
    </message>
    <message>
        <source>Evaluate %1</source>
        <translation>评测 %1</translation>
    </message>
    <message>
        <source>Lists of %1</source>
        <translation>%1 的推荐列表</translation>
    </message>
</context>
<context>
    <name>RunText</name>
    <message>
        <source>on</source>
        <translation>开</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>all products</source>
        <translation>全部商品</translation>
    </message>
    <message>
        <source>the next event</source>
        <translation>下一条事件</translation>
    </message>
    <message>
        <source>each next event</source>
        <translation>逐条预测下一条</translation>
    </message>
    <message>
        <source>all that was held out</source>
        <translation>全部留出的事件</translation>
    </message>
    <message>
        <source>seen products offered</source>
        <translation>推荐已有商品</translation>
    </message>
    <message>
        <source>seen products left out</source>
        <translation>不推荐已有商品</translation>
    </message>
    <message>
        <source>%1 #%2</source>
        <translation>%1 #%2</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>by time, test from %1</source>
        <translation>按时间，测试自 %1 起</translation>
    </message>
    <message>
        <source>by time %1</source>
        <translation>按时间 %1</translation>
    </message>
    <message>
        <source>each shopper&apos;s last event</source>
        <translation>每位顾客的最后一条事件</translation>
    </message>
    <message>
        <source>at random within shoppers %1</source>
        <translation>顾客内随机 %1</translation>
    </message>
    <message>
        <source>at random over events %1</source>
        <translation>全部事件随机 %1</translation>
    </message>
    <message>
        <source>part %1 of %2</source>
        <translation>第 %1 份，共 %2 份</translation>
    </message>
    <message>
        <source>new shoppers %1</source>
        <translation>新顾客 %1</translation>
    </message>
    <message>
        <source>as the log says</source>
        <translation>按日志自带划分</translation>
    </message>
    <message>
        <source>nothing held out</source>
        <translation>不留出</translation>
    </message>
    <message>
        <source>relevant: %1</source>
        <translation>相关：%1</translation>
    </message>
    <message>
        <source>Recommender</source>
        <translation>推荐算法</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>数据切分</translation>
    </message>
    <message>
        <source>Seen products</source>
        <translation>已有商品</translation>
    </message>
    <message>
        <source>Targets</source>
        <translation>预测目标</translation>
    </message>
    <message>
        <source>Candidates</source>
        <translation>候选商品</translation>
    </message>
    <message>
        <source>Learnt from</source>
        <translation>学习自</translation>
    </message>
    <message>
        <source>Relevant</source>
        <translation>相关事件</translation>
    </message>
    <message>
        <source>List lengths</source>
        <translation>列表长度</translation>
    </message>
    <message>
        <source>Best epoch by</source>
        <translation>最佳轮次依据</translation>
    </message>
    <message>
        <source>Training data</source>
        <translation>训练数据</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Version of Aisle</source>
        <translation>Aisle 版本</translation>
    </message>
    <message>
        <source>%1.</source>
        <translation>%1。</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>%1 cannot be told apart from it.</source>
        <translation>%1与它无法区分。</translation>
    </message>
    <message>
        <source>%1, %2 in 100 from the ten bestsellers.</source>
        <translation>%1，十大畅销品则为 %2 位。</translation>
    </message>
    <message>
        <source>learnt from: %1</source>
        <translation>学习所用事件：%1</translation>
    </message>
    <message>
        <source>data %1</source>
        <translation>数据 %1</translation>
    </message>
    <message>
        <source>seed %1</source>
        <translation>随机种子 %1</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>epochs</comment>
        <translation>%1/%2</translation>
    </message>
    <message>
        <source>stopped by hand, epoch %1</source>
        <translation>手动停止，第 %1 轮</translation>
    </message>
    <message>
        <source>Stopped by hand</source>
        <translation>手动停止</translation>
    </message>
    <message>
        <source>%1 (follows the data)</source>
        <translation>%1（随数据而定）</translation>
    </message>
    <message>
        <source>after epoch %1</source>
        <translation>第 %1 轮后</translation>
    </message>
    <message>
        <source>Seen again</source>
        <translation>重复浏览</translation>
    </message>
    <message>
        <source>Events were imported after the training.</source>
        <translation>训练之后又导入了事件。</translation>
    </message>
    <message>
        <source>Events that were there at the training were taken back.</source>
        <translation>训练时存在的事件已被撤回。</translation>
    </message>
    <message>
        <source>Runs that it is built upon were deleted: %1.</source>
        <translation>它所依据的训练记录已被删除：%1。</translation>
    </message>
    <message>
        <source>Run %1 and %2 more: %3</source>
        <translation>训练记录 %1 及另外 %2 条：%3</translation>
    </message>
    <message>
        <source>Run %1: %2</source>
        <translation>训练记录 %1：%2</translation>
    </message>
    <message>
        <source>How it was judged cannot be read any more</source>
        <translation>评测方式已无法读取</translation>
    </message>
    <message>
        <source>each shopper&apos;s last basket</source>
        <translation>每位顾客的最后一个购物篮</translation>
    </message>
    <message>
        <source>new shoppers %1, known events at random</source>
        <translation>新顾客 %1，已知事件随机抽取</translation>
    </message>
    <message>
        <source>part %1 of %2 of the shoppers, known events at random</source>
        <translation>顾客第 %1 份，共 %2 份，已知事件随机抽取</translation>
    </message>
    <message>
        <source>part %1 of %2 of the shoppers</source>
        <translation>顾客第 %1 份，共 %2 份</translation>
    </message>
    <message>
        <source>new products %1</source>
        <translation>新商品 %1</translation>
    </message>
    <message>
        <source>test part not known</source>
        <translation>测试部分未知</translation>
    </message>
    <message>
        <source>test part %1</source>
        <translation>测试部分 %1</translation>
    </message>
    <message>
        <source>the whole catalogue</source>
        <translation>整个商品目录</translation>
    </message>
    <message>
        <source>new products only</source>
        <translation>仅新商品</translation>
    </message>
    <message>
        <source>purchases that were given back left out</source>
        <translation>已退货的购买不计入</translation>
    </message>
    <message>
        <source>What is judged</source>
        <translation>评测内容</translation>
    </message>
    <message>
        <source>values from %1 up</source>
        <translation>数值不低于 %1</translation>
    </message>
    <message>
        <source>shoppers with at least %1 [event|events]</source>
        <translation>事件数不少于 %1 的顾客</translation>
    </message>
    <message>
        <source>products with at least %1 [event|events]</source>
        <translation>事件数不少于 %1 的商品</translation>
    </message>
    <message>
        <source>%1 [product|products] left out</source>
        <translation>排除 %1 个商品</translation>
    </message>
    <message>
        <source>%1 chosen [shopper|shoppers]</source>
        <translation>选定的 %1 位顾客</translation>
    </message>
    <message>
        <source>%1 chosen [product|products]</source>
        <translation>选定的 %1 个商品</translation>
    </message>
    <message>
        <source>purchases that were given back count</source>
        <translation>已退货的购买计入</translation>
    </message>
    <message>
        <source>best epoch by %1</source>
        <translation>最佳轮次依据 %1</translation>
    </message>
    <message>
        <source>%1 [product|products] drawn</source>
        <translation>抽取 %1 个商品</translation>
    </message>
    <message>
        <source>%1 popular [product|products] drawn</source>
        <translation>按热度抽取 %1 个商品</translation>
    </message>
    <message>
        <source>Weights of kinds</source>
        <translation>各类型的权重</translation>
    </message>
    <message>
        <source>Purchases given back</source>
        <translation>已退货的购买</translation>
    </message>
    <message>
        <source>Products left out</source>
        <translation>排除的商品</translation>
    </message>
    <message>
        <source>Least value</source>
        <translation>最低数值</translation>
    </message>
    <message>
        <source>Events a shopper, at least</source>
        <translation>每位顾客的事件数至少</translation>
    </message>
    <message>
        <source>Events a product, at least</source>
        <translation>每个商品的事件数至少</translation>
    </message>
    <message>
        <source>Chosen shoppers</source>
        <translation>选定的顾客</translation>
    </message>
    <message>
        <source>Chosen products</source>
        <translation>选定的商品</translation>
    </message>
    <message>
        <source>Products without events</source>
        <translation>没有事件的商品</translation>
    </message>
    <message>
        <source>History when judged</source>
        <translation>评测时的历史</translation>
    </message>
    <message>
        <source>Order within a moment</source>
        <translation>同一时刻内的顺序</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>不计入</translation>
    </message>
    <message>
        <source>count as bought</source>
        <translation>计为购买</translation>
    </message>
    <message>
        <source>events up to %1</source>
        <translation>截至 %1 的事件</translation>
    </message>
    <message>
        <source>%1 [shopper was|shoppers were] skipped: all that is relevant to [%1:this one|them] was seen before and is left out of the lists.</source>
        <translation>跳过了 %1 位顾客：对他们可命中的商品都已见过，不出现在列表中。</translation>
    </message>
    <message>
        <source>%1 [shopper was|shoppers were] skipped: nothing is known of [%1:this one|them] before the event to find.</source>
        <translation>跳过了 %1 位顾客：在要预测的事件之前对他们一无所知。</translation>
    </message>
    <message>
        <source>%1 (%2 numbers, %3 % covered)</source>
        <comment>features</comment>
        <translation>%1（%2 维，覆盖 %3%）</translation>
    </message>
    <message>
        <source>Features that it learnt from were deleted: %1.</source>
        <translation>它学习所用的特征已被删除：%1。</translation>
    </message>
    <message>
        <source>Features that it learnt from have changed: %1.</source>
        <translation>它学习所用的特征已有变化：%1。</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>特征</translation>
    </message>
    <message>
        <source>%1 [triple|triples], %2 % of the products covered</source>
        <comment>graph</comment>
        <translation>%1 条三元组，覆盖 %2% 的商品</translation>
    </message>
    <message>
        <source>The knowledge graph that it learnt from has changed.</source>
        <translation>它学习所用的知识图谱已有变化。</translation>
    </message>
</context>
<context>
    <name>Table</name>
    <message>
        <source>Shopper</source>
        <translation>顾客</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>商品</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Unit price</source>
        <translation>单价</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>会话</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>类目</translation>
    </message>
    <message>
        <source>Brand</source>
        <translation>品牌</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>价格</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>行为事件</translation>
    </message>
    <message>
        <source>Shoppers</source>
        <translation>顾客</translation>
    </message>
    <message>
        <source>First seen</source>
        <translation>首次出现</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>最近出现</translation>
    </message>
    <message>
        <source>Attributes</source>
        <translation>属性</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Row as it stands in the file</source>
        <translation>文件中的原始行</translation>
    </message>
    <message>
        <source>Offered</source>
        <translation>可推荐</translation>
    </message>
    <message>
        <source>Head</source>
        <translation>头实体</translation>
    </message>
    <message>
        <source>Relation</source>
        <translation>关系</translation>
    </message>
    <message>
        <source>Tail</source>
        <translation>尾实体</translation>
    </message>
    <message>
        <source>Said by</source>
        <translation>来源</translation>
    </message>
</context>
<context>
    <name>aisle::BuildGraphDialog</name>
    <message>
        <source>Choose at least one part of the catalogue.</source>
        <translation>请至少选择目录的一部分。</translation>
    </message>
    <message>
        <source>A run that is judged on some of these events has seen them in the graph: its figures say more than it knows. The training part of its split keeps them out.</source>
        <translation>以其中一部分行为评估的训练记录已在图谱里见过它们，指标会偏高。选用其划分的训练部分即可避免。</translation>
    </message>
    <message>
        <source>What was built before is made anew; what was imported or added by hand stays.</source>
        <translation>以前构建的会重新生成；导入的和手工添加的保留。</translation>
    </message>
    <message>
        <source>Build the graph from the catalogue</source>
        <translation>从目录构建图谱</translation>
    </message>
    <message>
        <source>What products have</source>
        <translation>商品信息</translation>
    </message>
    <message>
        <source>What goes together</source>
        <translation>搭配关系</translation>
    </message>
    <message>
        <source>Build</source>
        <translation>构建</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Nothing of baskets</source>
        <translation>不用购物篮</translation>
    </message>
    <message>
        <source>Baskets of all events</source>
        <translation>全部行为的购物篮</translation>
    </message>
    <message>
        <source>Baskets of the training part of %1, seed %2</source>
        <translation>%1 训练部分的购物篮，种子 %2</translation>
    </message>
</context>
<context>
    <name>aisle::ChartCard</name>
    <message>
        <source>Copy picture</source>
        <translation>复制图片</translation>
    </message>
    <message>
        <source>Save picture (PNG) ...</source>
        <translation>保存图片（PNG）……</translation>
    </message>
    <message>
        <source>Save picture (SVG) ...</source>
        <translation>保存图片（SVG）……</translation>
    </message>
    <message>
        <source>Save figures (CSV) ...</source>
        <translation>保存数据（CSV）……</translation>
    </message>
    <message>
        <source>Show as table</source>
        <translation>以表格显示</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>Copy, save, show as table</source>
        <translation>复制、保存、以表格显示</translation>
    </message>
    <message>
        <source>Move the picture; Ctrl with the wheel zooms</source>
        <translation>移动画面；按住 Ctrl 滚轮缩放</translation>
    </message>
    <message>
        <source>Zoom into a range</source>
        <translation>放大一段范围</translation>
    </message>
    <message>
        <source>Select a range</source>
        <translation>选择一段范围</translation>
    </message>
    <message>
        <source>Save chart</source>
        <translation>保存图表</translation>
    </message>
    <message>
        <source>Chart</source>
        <translation>图表</translation>
    </message>
</context>
<context>
    <name>aisle::ChipBar</name>
    <message>
        <source>Back to the selection before</source>
        <translation>回到上一个选择</translation>
    </message>
    <message>
        <source>Forward to the next selection</source>
        <translation>前进到下一个选择</translation>
    </message>
    <message>
        <source>Shopper %1</source>
        <translation>顾客 %1</translation>
    </message>
    <message>
        <source>Compared run %1</source>
        <translation>对比中的训练记录 %1</translation>
    </message>
    <message>
        <source>Remove from the selection</source>
        <translation>从选择中移除</translation>
    </message>
    <message>
        <source>Nothing is selected</source>
        <translation>未选择任何内容</translation>
    </message>
    <message numerus="yes">
        <source>%Ln products from the map</source>
        <translation>
            <numerusform>地图选出 %Ln 件商品</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln products</source>
        <translation>
            <numerusform>%Ln 件商品</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln shoppers from a chart</source>
        <translation>
            <numerusform>图表选出 %Ln 位顾客</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln shoppers from the compared runs</source>
        <translation>
            <numerusform>训练记录对比选出 %Ln 位顾客</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln shoppers from a table</source>
        <translation>
            <numerusform>表格选出 %Ln 位顾客</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln shoppers</source>
        <translation>
            <numerusform>%Ln 位顾客</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>aisle::CleanCopyOffer</name>
    <message>
        <source>Open the copy</source>
        <translation>打开副本</translation>
    </message>
    <message>
        <source>Clean copy</source>
        <translation>干净的副本</translation>
    </message>
    <message>
        <source>Save a clean copy</source>
        <translation>保存干净的副本</translation>
    </message>
    <message>
        <source>Aisle projects (*.aisle)</source>
        <translation>Aisle 项目 (*.aisle)</translation>
    </message>
    <message>
        <source>Save a clean copy ...</source>
        <translation>保存干净的副本…</translation>
    </message>
</context>
<context>
    <name>aisle::CommandPalette</name>
    <message>
        <source>Search everything</source>
        <translation>搜索一切</translation>
    </message>
    <message>
        <source>Shopper, product, run, page or command</source>
        <translation>顾客、商品、训练记录、页面或命令</translation>
    </message>
    <message>
        <source>shopper</source>
        <translation>顾客</translation>
    </message>
    <message>
        <source>product</source>
        <translation>商品</translation>
    </message>
    <message>
        <source>run</source>
        <translation>训练记录</translation>
    </message>
    <message>
        <source>page</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Nothing is called “%1”.</source>
        <translation>没有名称包含“%1”的内容。</translation>
    </message>
</context>
<context>
    <name>aisle::ComparisonView</name>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>%1 − %2</source>
        <translation>%1 − %2</translation>
    </message>
    <message>
        <source>95 % interval</source>
        <translation>95% 区间</translation>
    </message>
    <message>
        <source>%1 minus %2, with 95 % intervals</source>
        <translation>%1 减 %2，含 95% 区间</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 至 %2</translation>
    </message>
    <message>
        <source>What differs</source>
        <translation>有何不同</translation>
    </message>
    <message>
        <source>Nothing: the same parameters and protocol.</source>
        <translation>没有：参数与口径都相同。</translation>
    </message>
    <message>
        <source>%1 minus %2, shopper by shopper</source>
        <translation>%1 减 %2，逐个顾客</translation>
    </message>
    <message>
        <source>Shoppers</source>
        <translation>顾客</translation>
    </message>
    <message>
        <source>No shopper sees a difference.</source>
        <translation>没有顾客感受到差异。</translation>
    </message>
    <message>
        <source>Lists of %1 and %2</source>
        <translation>%1 与 %2 的列表</translation>
    </message>
    <message>
        <source>Both runs&apos; lists are made again for every shopper of the test part, and compared.</source>
        <translation>为测试段的每位顾客重新生成两条训练记录的列表并比较。</translation>
    </message>
    <message>
        <source>No shopper has a list from both runs.</source>
        <translation>没有顾客同时拥有两边的列表。</translation>
    </message>
    <message>
        <source>Return or double click opens a shopper with both lists side by side.</source>
        <translation>按回车或双击可打开顾客，并排查看两个列表。</translation>
    </message>
    <message>
        <source>Tick one more run to see what differs between the two.</source>
        <translation>再勾选一条训练记录，即可比较两者。</translation>
    </message>
    <message>
        <source>Tick two runs to see what differs between them.</source>
        <translation>勾选两条训练记录，即可比较两者。</translation>
    </message>
    <message>
        <source>Compared</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>against</source>
        <translation>对照</translation>
    </message>
    <message>
        <source>These two runs were judged under different protocols or on different data: the differences say little.</source>
        <translation>这两条训练记录的口径或数据不同，差异说明不了什么。</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Shopper by shopper</source>
        <translation>逐个顾客</translation>
    </message>
    <message>
        <source>Lists changed most</source>
        <translation>列表变化最大</translation>
    </message>
    <message>
        <source>Find them</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>Shopper</source>
        <translation>顾客</translation>
    </message>
    <message>
        <source>Products in both lists</source>
        <translation>两个列表共有的商品</translation>
    </message>
    <message>
        <source>First run</source>
        <translation>第一条</translation>
    </message>
    <message>
        <source>Second run</source>
        <translation>第二条</translation>
    </message>
    <message>
        <source>Figures of both runs</source>
        <translation>两条训练记录的指标</translation>
    </message>
    <message>
        <source>%1: %2 · %3: %4</source>
        <translation>%1：%2 · %3：%4</translation>
    </message>
    <message>
        <source>%1 against %2</source>
        <translation>%1 对比 %2</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>曲线</translation>
    </message>
    <message>
        <source>Difference of %1: to the right %2 is better</source>
        <translation>%1 的差异：越靠右 %2 越好</translation>
    </message>
    <message>
        <source>Difference of %1: to the left %2 is better</source>
        <translation>%1 的差异：越靠左 %2 越好</translation>
    </message>
    <message numerus="yes">
        <source>%n shopper(s) judged by both. p = %1 (paired t-test), effect size %2.</source>
        <translation>
            <numerusform>两者共同评测了 %n 位顾客。p = %1（配对 t 检验），效应量 %2。</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 and %2 cannot be told apart by %3 (%4).</source>
        <translation>按 %3 无法区分 %1 与 %2（%4）。</translation>
    </message>
    <message>
        <source>%1 is better than %2 by %3 in %4 (%5).</source>
        <translation>%1 的 %4 比 %2 好 %3（%5）。</translation>
    </message>
    <message>
        <source>%1 is worse than %2 by %3 in %4 (%5).</source>
        <translation>%1 的 %4 比 %2 差 %3（%5）。</translation>
    </message>
    <message>
        <source>Segments</source>
        <translation>顾客分群</translation>
    </message>
    <message>
        <source>%1 of %2 [shopper|shoppers] [%1:sees no difference and is|see no difference and are] not drawn.</source>
        <translation>%2 位顾客中有 %1 位没有差异，未画出。</translation>
    </message>
</context>
<context>
    <name>aisle::DataPage</name>
    <message>
        <source>Events</source>
        <translation>行为事件</translation>
    </message>
    <message>
        <source>Products</source>
        <translation>商品</translation>
    </message>
    <message>
        <source>Shoppers</source>
        <translation>顾客</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>被拒绝</translation>
    </message>
    <message>
        <source>Counting...</source>
        <translation>正在统计……</translation>
    </message>
    <message>
        <source>half of the shoppers have up to %1</source>
        <translation>一半顾客的事件不超过 %1 条</translation>
    </message>
    <message>
        <source>%1 different pairs of shopper and product</source>
        <translation>%1 个不同的（顾客, 商品）对</translation>
    </message>
    <message>
        <source>no times</source>
        <translation>没有时间</translation>
    </message>
    <message>
        <source>Reading the project...</source>
        <translation>正在读取项目……</translation>
    </message>
    <message>
        <source>There are no events in this project yet. Import a behaviour log, or drop its files on the window.</source>
        <translation>这个项目还没有行为事件。请导入行为日志，或把文件拖到窗口上。</translation>
    </message>
    <message>
        <source>Import files</source>
        <translation>导入文件</translation>
    </message>
    <message>
        <source>%1 (%2 of %3)</source>
        <translation>%1（%2 / %3）</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>events</source>
        <translation>行为事件</translation>
    </message>
    <message>
        <source>shoppers</source>
        <translation>顾客</translation>
    </message>
    <message>
        <source>products</source>
        <translation>商品</translation>
    </message>
    <message>
        <source>period</source>
        <translation>时间跨度</translation>
    </message>
    <message>
        <source>density</source>
        <translation>密度</translation>
    </message>
    <message>
        <source>rejected rows</source>
        <translation>被拒绝的行</translation>
    </message>
    <message>
        <source>Take an import back</source>
        <translation>撤回导入</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>Taking back %1</source>
        <translation>正在撤回 %1</translation>
    </message>
    <message>
        <source>%1 was taken back.</source>
        <translation>已撤回 %1。</translation>
    </message>
    <message>
        <source>These products can be recommended again.</source>
        <translation>这些商品可以再次被推荐。</translation>
    </message>
    <message>
        <source>These are left out of training and lists from now on.</source>
        <translation>今后训练和推荐列表都不再包含它们。</translation>
    </message>
    <message>
        <source>Not a product: leave out of training and lists</source>
        <translation>非商品：不参与训练和推荐</translation>
    </message>
    <message>
        <source>A product: can be recommended</source>
        <translation>是商品：可以推荐</translation>
    </message>
    <message>
        <source>There are no events to draw.</source>
        <translation>没有可绘制的事件。</translation>
    </message>
    <message>
        <source>The files are being read: their events are shown here once all are in.</source>
        <translation>正在读取文件：全部导入后，事件会显示在这里。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln days</source>
        <translation>
            <numerusform>%Ln 天</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, of which %2 have events</source>
        <translation>%1 个，其中 %2 个有事件</translation>
    </message>
    <message>
        <source>rows left out</source>
        <translation>未导入的行</translation>
    </message>
    <message>
        <source>%1, of which %2 name no shopper and were left out by choice</source>
        <translation>共 %1 行，其中 %2 行没有顾客，按所选方式未导入</translation>
    </message>
    <message>
        <source>Among the products that have events: %1</source>
        <translation>仅计有行为事件的商品：%1</translation>
    </message>
    <message>
        <source>%1 of %2 [product|products] [%1:makes|make] up 80 % of the events</source>
        <translation>%2 个商品中的 %1 个占了 80% 的事件</translation>
    </message>
    <message>
        <source>Take back %1: its %2 [event|events], its rejected rows, and the shoppers and products that nothing else names? Runs that were trained on them are kept.</source>
        <translation>撤回 %1？它的 %2 条事件、被拒绝的行，以及别处没有提到的顾客和商品都会移除。用它们训练过的记录会保留。</translation>
    </message>
</context>
<context>
    <name>aisle::DropOverlay</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>以及另外 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>Import what is in the folder %1 into a new project</source>
        <translation>把文件夹 %1 中的内容导入新项目</translation>
    </message>
    <message>
        <source>Import %1 into a new project</source>
        <translation>把 %1 导入新项目</translation>
    </message>
    <message numerus="yes">
        <source>Import %n files into a new project</source>
        <translation>
            <numerusform>把 %n 个文件导入新项目</numerusform>
        </translation>
    </message>
    <message>
        <source>Import what is in the folder %1 into %2</source>
        <translation>把文件夹 %1 中的内容导入 %2</translation>
    </message>
    <message>
        <source>Import %1 into %2</source>
        <translation>把 %1 导入 %2</translation>
    </message>
    <message numerus="yes">
        <source>Import %n files into %1</source>
        <translation>
            <numerusform>把 %n 个文件导入 %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Only files of this computer can be dropped here</source>
        <translation>这里只能放入本机的文件</translation>
    </message>
    <message>
        <source>Open the project %1</source>
        <translation>打开项目 %1</translation>
    </message>
    <message>
        <source>Nothing can be imported: %1 is open for reading only</source>
        <translation>无法导入：%1 以只读方式打开</translation>
    </message>
    <message>
        <source>You choose what comes in before anything is stored.</source>
        <translation>存入之前，您可以选择导入哪些内容。</translation>
    </message>
</context>
<context>
    <name>aisle::EarlierRuns</name>
    <message>
        <source>Runs of %1 so far</source>
        <translation>%1 已有的训练记录</translation>
    </message>
    <message>
        <source>Return or double click fills the form with what a run was trained with.</source>
        <translation>按回车或双击，可将该训练记录的设置填入表单。</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>训练记录</translation>
    </message>
    <message>
        <source>Changed parameters</source>
        <translation>改动的参数</translation>
    </message>
    <message>
        <source>Judged</source>
        <translation>评测</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Runs of this recommender</source>
        <translation>这个算法的训练记录</translation>
    </message>
</context>
<context>
    <name>aisle::EncodeDialog</name>
    <message>
        <source>words</source>
        <translation>词语</translation>
    </message>
    <message>
        <source>Encode the catalogue</source>
        <translation>对目录编码</translation>
    </message>
    <message>
        <source>Texts</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>Encoder</source>
        <translation>编码器</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Numbers a product</source>
        <translation>每个商品的维数</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>The catalogue&apos;s own words</source>
        <translation>目录自己的词</translation>
    </message>
    <message>
        <source>MiniLM, a small network that knows English</source>
        <translation>MiniLM，懂英语的小型网络</translation>
    </message>
    <message>
        <source>Another encoder in a folder</source>
        <translation>文件夹中的其他编码器</translation>
    </message>
    <message>
        <source>with model.safetensors, tokenizer.json and config.json</source>
        <translation>含 model.safetensors、tokenizer.json 和 config.json</translation>
    </message>
    <message>
        <source>Folder of the encoder</source>
        <translation>编码器所在文件夹</translation>
    </message>
    <message>
        <source>Choose...</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Encode</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>%1: %2 of %3 [product|products]</source>
        <translation>%1：%3 个商品中的 %2 个</translation>
    </message>
    <message>
        <source>Needs no other file, in any language. Products are near each other whose texts share words, or pieces of words.</source>
        <translation>不需要其他文件，任何语言都行。文字中有相同的词或词的片段的商品彼此靠近。</translation>
    </message>
    <message>
        <source>A network of BERT&apos;s kind or a table of tokens (model2vec), as Hugging Face lays them out.</source>
        <translation>BERT 一类的网络或词元表（model2vec），文件按 Hugging Face 的方式存放。</translation>
    </message>
    <message>
        <source>all-MiniLM-L6-v2, %1, is on this machine. It knows words that mean the same; it knows no Chinese.</source>
        <translation>本机已有 all-MiniLM-L6-v2（%1）。它认得意思相同的词，但不懂中文。</translation>
    </message>
    <message>
        <source>all-MiniLM-L6-v2 (about 90 MB) is not on this machine: ./dev setup --models in the folder of the program&apos;s sources fetches it.</source>
        <translation>本机没有 all-MiniLM-L6-v2（约 90 MB）：在程序源代码文件夹中运行 ./dev setup --models 即可获取。</translation>
    </message>
    <message>
        <source>Choose at least one text.</source>
        <translation>请至少选择一种文字。</translation>
    </message>
    <message>
        <source>Choose another encoder, or fetch this one first.</source>
        <translation>请换一个编码器，或先获取它。</translation>
    </message>
    <message>
        <source>Choose the folder of the encoder.</source>
        <translation>请选择编码器所在文件夹。</translation>
    </message>
    <message>
        <source>Features need a name without a comma.</source>
        <translation>特征需要一个不含逗号的名称。</translation>
    </message>
    <message>
        <source>There are features called %1 that were made otherwise: take another name.</source>
        <translation>已有以其他方式生成的特征 %1：请换一个名称。</translation>
    </message>
    <message>
        <source>Looking at the texts...</source>
        <translation>正在查看文字…</translation>
    </message>
    <message>
        <source>%1 of %2 [product|products] [%1:is|are] left to encode.</source>
        <translation>%2 个商品中还有 %1 个要编码。</translation>
    </message>
    <message>
        <source>%1 [product has|products have] one of these texts.</source>
        <translation>%1 个商品有这些文字之一。</translation>
    </message>
    <message>
        <source>That takes about %1.</source>
        <translation>大约需要 %1。</translation>
    </message>
    <message>
        <source>This encoder does not know %1 of the words: the catalogue&apos;s own words may say more.</source>
        <translation>这个编码器不认识 %1 的词：用目录自己的词也许更好。</translation>
    </message>
</context>
<context>
    <name>aisle::EpochTableModel</name>
    <message>
        <source>%1 ★</source>
        <translation>%1 ★</translation>
    </message>
    <message>
        <source>The best epoch so far: this one is kept.</source>
        <translation>目前最好的一轮：将保留这一轮。</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>Seconds</source>
        <translation>秒</translation>
    </message>
    <message>
        <source>Samples/s</source>
        <translation>样本/秒</translation>
    </message>
</context>
<context>
    <name>aisle::EventPreviewTable</name>
    <message>
        <source>Shopper</source>
        <translation>顾客</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>商品</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Time (UTC)</source>
        <translation>时间（UTC）</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Unit price</source>
        <translation>单价</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Order or session</source>
        <translation>订单或会话</translation>
    </message>
    <message>
        <source>line %1: %2</source>
        <translation>第 %1 行：%2</translation>
    </message>
    <message>
        <source>line %1: %2 (%3)</source>
        <translation>第 %1 行：%2（%3）</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
</context>
<context>
    <name>aisle::FeatureChoice</name>
    <message>
        <source>%1 numbers, %2 of the products</source>
        <translation>%1 维，覆盖 %2 的商品</translation>
    </message>
    <message>
        <source>%1 numbers, %2 of the shoppers</source>
        <translation>%1 维，覆盖 %2 的顾客</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>特征</translation>
    </message>
    <message>
        <source>Vectors of products or shoppers that it learns from besides the events</source>
        <translation>除行为记录外，它还据以学习的商品或顾客向量</translation>
    </message>
    <message>
        <source>not in the project any more</source>
        <translation>已不在项目中</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>aisle::FeaturesPage</name>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Of</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>Numbers a row</source>
        <translation>每行维数</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>行数</translation>
    </message>
    <message>
        <source>Coverage</source>
        <translation>覆盖率</translation>
    </message>
    <message>
        <source>From</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>生成时间</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>A click shows below what a table holds to be similar</source>
        <translation>点击一张表，下方显示它认为相似的商品</translation>
    </message>
    <message>
        <source>Reading the features...</source>
        <translation>正在读取特征…</translation>
    </message>
    <message>
        <source>Features are numbers that say what products are, so that products can be compared before anybody has bought them. Import a catalogue with titles first, or vectors that another program made.</source>
        <translation>特征是说明商品是什么的数，还没有人买过的商品也能据此比较。请先导入带名称的商品目录，或导入其他程序生成的向量。</translation>
    </message>
    <message>
        <source>Features are numbers that say what products are, so that products can be compared before anybody has bought them. Encode the catalogue&apos;s texts, or import vectors that another program made.</source>
        <translation>特征是说明商品是什么的数，还没有人买过的商品也能据此比较。可以对目录中的文字编码，或导入其他程序生成的向量。</translation>
    </message>
    <message>
        <source>Encode the catalogue</source>
        <translation>对目录编码</translation>
    </message>
    <message>
        <source>The encoding was stopped. What was encoded stays, and Bring up to date goes on with it.</source>
        <translation>编码已停止。已编码的保留，“更新”接着做。</translation>
    </message>
    <message>
        <source>The features %1 were deleted.</source>
        <translation>已删除特征 %1。</translation>
    </message>
    <message>
        <source>Make vectors of the catalogue&apos;s texts</source>
        <translation>把目录中的文字变成向量</translation>
    </message>
    <message>
        <source>Import...</source>
        <translation>导入…</translation>
    </message>
    <message>
        <source>Read vectors that another program made: CSV, .npy, .npz, .safetensors. A file can also be dropped on this page</source>
        <translation>读取其他程序生成的向量：CSV、.npy、.npz、.safetensors；也可把文件拖到本页</translation>
    </message>
    <message>
        <source>Bring up to date</source>
        <translation>更新</translation>
    </message>
    <message>
        <source>Encode what is new, changed or not encoded yet</source>
        <translation>对新的、已变的和尚未编码的进行编码</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Delete the selected table; Undo brings it back</source>
        <translation>删除所选的表；可撤销</translation>
    </message>
    <message>
        <source>Show on map</source>
        <translation>在地图上显示</translation>
    </message>
    <message>
        <source>The selected table on the map: near each other are those that it holds to be similar</source>
        <translation>把所选的表画到地图上：它认为相似的彼此靠近</translation>
    </message>
    <message>
        <source>Tables of features</source>
        <translation>特征表</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>特征</translation>
    </message>
    <message>
        <source>Knowledge graph</source>
        <translation>知识图谱</translation>
    </message>
    <message>
        <source>Find a product by title or key</source>
        <translation>按标题或编码查找商品</translation>
    </message>
    <message>
        <source>Encode texts...</source>
        <translation>编码文字…</translation>
    </message>
    <message>
        <source>Encode pictures...</source>
        <translation>编码图片…</translation>
    </message>
    <message>
        <source>Make vectors of the products&apos; pictures</source>
        <translation>由商品图片生成向量</translation>
    </message>
</context>
<context>
    <name>aisle::FilterChoice</name>
    <message>
        <source>Filters</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Only events with a value of at least</source>
        <translation>只用数值不小于此的事件</translation>
    </message>
    <message>
        <source>Events a shopper, at least</source>
        <translation>每位顾客的事件数至少</translation>
    </message>
    <message>
        <source>Events a product, at least</source>
        <translation>每个商品的事件数至少</translation>
    </message>
    <message>
        <source>Both are repeated until they hold together.</source>
        <translation>两者反复进行，直到同时满足。</translation>
    </message>
    <message>
        <source>Leave out products</source>
        <translation>排除商品</translation>
    </message>
    <message>
        <source>Product codes: POST, M, ...</source>
        <translation>商品编码：POST、M……</translation>
    </message>
</context>
<context>
    <name>aisle::FilterHeader</name>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Filter %1</source>
        <translation>筛选%1</translation>
    </message>
    <message>
        <source>Words: contains, =whole text, -without. Numbers and dates: 5, &gt;5, 5..20, 2011-06..2011-08.</source>
        <translation>文字：包含；=完全相同；-不含。数字和日期：5、&gt;5、5..20、2011-06..2011-08。</translation>
    </message>
    <message>
        <source>“%1” is no date.</source>
        <translation>“%1”不是日期。</translation>
    </message>
    <message>
        <source>“%1” is no number.</source>
        <translation>“%1”不是数字。</translation>
    </message>
    <message>
        <source>What can be written in a filter</source>
        <translation>筛选框里可以写什么</translation>
    </message>
    <message>
        <source>contains this, in capitals or not</source>
        <translation>包含这段文字，不分大小写</translation>
    </message>
    <message>
        <source>is exactly this</source>
        <translation>正好是这段文字</translation>
    </message>
    <message>
        <source>does not contain this</source>
        <translation>不包含这段文字</translation>
    </message>
    <message>
        <source>has no value</source>
        <translation>没有值</translation>
    </message>
    <message>
        <source>a number or a date: exactly this</source>
        <translation>数字或日期：正好是它</translation>
    </message>
    <message>
        <source>more, less</source>
        <translation>大于、小于</translation>
    </message>
    <message>
        <source>from 5 to 20, both included</source>
        <translation>从 5 到 20，含两端</translation>
    </message>
    <message>
        <source>outside of it</source>
        <translation>不在此范围内</translation>
    </message>
    <message>
        <source>in June 2011; 2011 and 2011-06-03 12:30 are dates too</source>
        <translation>在 2011 年 6 月；2011 和 2011-06-03 12:30 也是日期</translation>
    </message>
    <message>
        <source>from June to the end of August</source>
        <translation>从 6 月到 8 月底</translation>
    </message>
    <message>
        <source>Filters of several columns hold together.</source>
        <translation>多列的筛选条件同时生效。</translation>
    </message>
</context>
<context>
    <name>aisle::FoundShoppersModel</name>
    <message numerus="yes">
        <source>%Ln event(s)</source>
        <translation>
            <numerusform>%Ln 条事件</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 % of the products stand in both lists</source>
        <translation>%1% 的商品同时出现在两个列表中</translation>
    </message>
    <message>
        <source>%1, B minus A: %2</source>
        <translation>%1，B 减 A：%2</translation>
    </message>
    <message>
        <source>Shopper</source>
        <translation>顾客</translation>
    </message>
    <message>
        <source>First event</source>
        <translation>首次事件</translation>
    </message>
    <message>
        <source>In both lists</source>
        <translation>两边共有</translation>
    </message>
    <message>
        <source>%1, B − A</source>
        <translation>%1，B − A</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>行为事件</translation>
    </message>
    <message>
        <source>Not among the shoppers below</source>
        <translation>不在下面的顾客之中</translation>
    </message>
</context>
<context>
    <name>aisle::GraphSection</name>
    <message>
        <source>Relation</source>
        <translation>关系</translation>
    </message>
    <message>
        <source>Triples</source>
        <translation>三元组数</translation>
    </message>
    <message>
        <source>Said by</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>A click shows the triples of a relation</source>
        <translation>单击查看该关系的三元组</translation>
    </message>
    <message>
        <source>.</source>
        <translation>。</translation>
    </message>
    <message>
        <source>Reading the graph...</source>
        <translation>正在读取图谱…</translation>
    </message>
    <message>
        <source>A knowledge graph says what stands in which relation to what: brands, categories, actors, places. Import a catalogue first, or triples that are there already.</source>
        <translation>知识图谱说明谁与谁有什么关系：品牌、类目、演员、地点。请先导入商品目录，或导入现成的三元组。</translation>
    </message>
    <message>
        <source>A knowledge graph says what stands in which relation to what: brands, categories, actors, places. Recommenders learn from it, and reasons name its paths. Build it from the catalogue, or import triples that are there already.</source>
        <translation>知识图谱说明谁与谁有什么关系：品牌、类目、演员、地点。算法从中学习，推荐理由给出其中的路径。可从商品目录构建，或导入现成的三元组。</translation>
    </message>
    <message>
        <source>Build from the catalogue...</source>
        <translation>从目录构建…</translation>
    </message>
    <message>
        <source>Add a triple</source>
        <translation>添加三元组</translation>
    </message>
    <message>
        <source>The triple was added.</source>
        <translation>已添加三元组。</translation>
    </message>
    <message>
        <source>Merge two names</source>
        <translation>合并两个名称</translation>
    </message>
    <message>
        <source>%1 [triple is|triples are] said of the other name now.</source>
        <translation>%1 个三元组已归到另一个名称下。</translation>
    </message>
    <message>
        <source>Delete triples</source>
        <translation>删除三元组</translation>
    </message>
    <message>
        <source>%1 [triple was|triples were] deleted.</source>
        <translation>已删除 %1 个三元组。</translation>
    </message>
    <message>
        <source>Building again brings %1 of them back.</source>
        <translation>重新构建会使其中 %1 个再次出现。</translation>
    </message>
    <message>
        <source>Take back what a source said</source>
        <translation>撤回一个来源</translation>
    </message>
    <message>
        <source>What only this source said is gone.</source>
        <translation>仅由该来源给出的内容已移除。</translation>
    </message>
    <message>
        <source>Build...</source>
        <translation>构建…</translation>
    </message>
    <message>
        <source>Triples of what the catalogue says: categories, brands, attributes, words of titles</source>
        <translation>由目录生成三元组：类目、品牌、属性、标题中的词</translation>
    </message>
    <message>
        <source>Import...</source>
        <translation>导入…</translation>
    </message>
    <message>
        <source>Read triples that are there already: head, relation and tail, RecBole&apos;s .kg, OpenKE&apos;s numbers; or pairs of shoppers</source>
        <translation>读取现成的三元组：头实体、关系、尾实体，RecBole 的 .kg，OpenKE 的编号；或顾客关系对</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>Take back what the selected source says and nobody else; Undo brings it back</source>
        <translation>撤回仅由所选来源给出的内容；可撤销</translation>
    </message>
    <message>
        <source>Add...</source>
        <translation>添加…</translation>
    </message>
    <message>
        <source>Add a triple by hand</source>
        <translation>手工添加一个三元组</translation>
    </message>
    <message>
        <source>Merge...</source>
        <translation>合并…</translation>
    </message>
    <message>
        <source>Two names of one thing become one</source>
        <translation>把同一事物的两个名称合而为一</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Delete the selected triples, whoever says them; Undo brings them back</source>
        <translation>删除所选三元组，无论来源；可撤销</translation>
    </message>
    <message>
        <source>What it says</source>
        <translation>图谱内容</translation>
    </message>
    <message>
        <source>Relations and who says them</source>
        <translation>关系及其来源</translation>
    </message>
</context>
<context>
    <name>aisle::HistoryDelegate</name>
    <message>
        <source>added: %1</source>
        <translation>已添加：%1</translation>
    </message>
    <message>
        <source>%1 begins</source>
        <translation>%1开始</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>不计入</translation>
    </message>
    <message>
        <source>The log calls it “%1”.</source>
        <translation>日志中称为“%1”。</translation>
    </message>
    <message>
        <source>Part of the split: %1</source>
        <translation>所属划分：%1</translation>
    </message>
    <message>
        <source>The lists beside do not know this event.</source>
        <translation>旁边的列表不知道这条事件。</translation>
    </message>
</context>
<context>
    <name>aisle::HistoryModel</name>
    <message>
        <source>Leave out an event</source>
        <translation>去掉一条事件</translation>
    </message>
    <message>
        <source>Put an event back</source>
        <translation>放回一条事件</translation>
    </message>
    <message>
        <source>Add a product</source>
        <translation>添加商品</translation>
    </message>
    <message>
        <source>Take an added product away</source>
        <translation>移除添加的商品</translation>
    </message>
    <message>
        <source>Leave what-if</source>
        <translation>退出假设</translation>
    </message>
    <message>
        <source>No product</source>
        <translation>没有商品</translation>
    </message>
    <message>
        <source>train</source>
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
        <source>input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>商品</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>划分</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>编码</translation>
    </message>
</context>
<context>
    <name>aisle::HistoryView</name>
    <message>
        <source>This shopper has no events. Add a product above to see what the lists would be.</source>
        <translation>这位顾客没有事件。在上方添加一个商品，看看列表会怎样。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln event(s)</source>
        <translation>
            <numerusform>%Ln 条事件</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2 to %3</source>
        <translation>%1，%2 至 %3</translation>
    </message>
    <message>
        <source>The lists are made from the history that the test used, so hits can be shown.</source>
        <translation>列表按测试时所用的历史生成，因此可以标出命中。</translation>
    </message>
    <message numerus="yes">
        <source>%n left out</source>
        <translation>
            <numerusform>去掉 %n 条</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n added</source>
        <translation>
            <numerusform>添加 %n 条</numerusform>
        </translation>
    </message>
    <message>
        <source>What if: %1</source>
        <translation>假设：%1</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>As evaluated</source>
        <translation>按评测时</translation>
    </message>
    <message>
        <source>As of today</source>
        <translation>截至今天</translation>
    </message>
    <message>
        <source>The lists are made from everything that is known of the shopper.</source>
        <translation>列表按已知的全部历史生成。</translation>
    </message>
    <message>
        <source>What if: add a product</source>
        <translation>假设：添加一个商品</translation>
    </message>
    <message>
        <source>Type a key or words of a title. The lists follow at once; nothing is stored.</source>
        <translation>输入编码或标题中的词。列表立即变化，不会保存任何内容。</translation>
    </message>
    <message>
        <source>Add a product to the history, what if</source>
        <translation>假设在历史中添加一个商品</translation>
    </message>
    <message>
        <source>Kind of the added event</source>
        <translation>所添加事件的类型</translation>
    </message>
    <message>
        <source>Leave what-if</source>
        <translation>退出假设</translation>
    </message>
    <message>
        <source>Back to the history as it is (Esc)</source>
        <translation>回到原来的历史（Esc）</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>History, newest first</source>
        <translation>历史（从新到旧）</translation>
    </message>
    <message>
        <source>Space leaves an event out or puts it back.</source>
        <translation>按空格去掉或放回一条事件。</translation>
    </message>
    <message>
        <source>Shopper %1</source>
        <translation>顾客 %1</translation>
    </message>
    <message>
        <source>The parts are those of run %1.</source>
        <translation>划分依据训练记录 %1。</translation>
    </message>
    <message>
        <source>Put back</source>
        <translation>放回</translation>
    </message>
    <message>
        <source>Leave out, what if</source>
        <translation>假设：去掉</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the history</source>
        <translation>复制历史</translation>
    </message>
    <message>
        <source>Open product</source>
        <translation>打开商品</translation>
    </message>
    <message>
        <source>Show on map</source>
        <translation>在地图上显示</translation>
    </message>
    <message>
        <source>Save the history as CSV ...</source>
        <translation>将历史保存为 CSV…</translation>
    </message>
</context>
<context>
    <name>aisle::ImportCommands</name>
    <message>
        <source>Import files</source>
        <translation>导入文件</translation>
    </message>
    <message>
        <source>Logs and catalogues (*.csv *.tsv *.txt *.dat *.data *.inter *.item *.gz *.zip);;All files (*)</source>
        <translation>日志与目录 (*.csv *.tsv *.txt *.dat *.data *.inter *.item *.gz *.zip);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Import a folder</source>
        <translation>导入文件夹</translation>
    </message>
    <message>
        <source>Where is %1 now?</source>
        <translation>%1 现在在哪里？</translation>
    </message>
    <message>
        <source>Import of %1</source>
        <translation>导入 %1</translation>
    </message>
    <message numerus="yes">
        <source>Import of %n files</source>
        <translation>
            <numerusform>导入 %n 个文件</numerusform>
        </translation>
    </message>
    <message>
        <source>Compare recommenders</source>
        <translation>比较推荐算法</translation>
    </message>
    <message>
        <source>See the rejected rows</source>
        <translation>查看被拒绝的行</translation>
    </message>
    <message>
        <source>Import it again</source>
        <translation>再次导入</translation>
    </message>
    <message>
        <source>Replace that import</source>
        <translation>取代那次导入</translation>
    </message>
    <message>
        <source>The sample shop&apos;s file onlineretail.csv.gz is not beside the program: install it again, or import a log of your own.</source>
        <translation>程序旁没有示例店铺文件 onlineretail.csv.gz：请重新安装，或导入自己的日志。</translation>
    </message>
    <message>
        <source>Sample shop</source>
        <translation>示例店铺</translation>
    </message>
    <message>
        <source>%1 [event|events] came in, %2 [row was|rows were] rejected (%3).</source>
        <translation>导入了 %1 条事件，拒绝了 %2 行（用时 %3）。</translation>
    </message>
    <message>
        <source>%1 [event|events] came in (%2).</source>
        <translation>导入了 %1 条事件（用时 %2）。</translation>
    </message>
    <message>
        <source>%1 [product|products] came in, %2 of them new (%3).</source>
        <translation>已导入 %1 件商品，其中 %2 件是新的（%3）。</translation>
    </message>
    <message>
        <source>%1 [shopper|shoppers] got attributes, %2 of them new (%3).</source>
        <translation>%1 位顾客获得了属性，其中 %2 位是新的（用时 %3）。</translation>
    </message>
    <message>
        <source>%1 [shopper|shoppers] got attributes (%2).</source>
        <translation>%1 位顾客获得了属性（用时 %2）。</translation>
    </message>
    <message>
        <source>%1 of %2 [picture|pictures] [%1:was|were] not found beside what was imported.</source>
        <translation>在导入文件旁有 %1 张图片（共 %2 张）没有找到。</translation>
    </message>
    <message>
        <source>%1 [row|rows] of lists [%1:was|were] rejected.</source>
        <translation>清单中有 %1 行被拒绝。</translation>
    </message>
</context>
<context>
    <name>aisle::ImportDialog</name>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>What comes in</source>
        <translation>要导入的内容</translation>
    </message>
    <message>
        <source>Looking into the files...</source>
        <translation>正在查看文件……</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>There is nothing in these files that can be read as text.</source>
        <translation>这些文件中没有可作为文本读取的内容。</translation>
    </message>
    <message>
        <source>%1 rejected</source>
        <translation>%1 行被拒绝</translation>
    </message>
    <message numerus="yes">
        <source>Import %n files</source>
        <translation>
            <numerusform>导入 %n 个文件</numerusform>
        </translation>
    </message>
    <message>
        <source>Import again</source>
        <translation>再次导入</translation>
    </message>
    <message>
        <source>What comes in instead of %1</source>
        <translation>用什么替换 %1</translation>
    </message>
    <message>
        <source>No column is taken for the shopper: choose one above, or look it up in another file.</source>
        <translation>没有列作为顾客：请在上面选择，或从另一文件查找。</translation>
    </message>
    <message>
        <source>No column is taken for the product: choose one above.</source>
        <translation>没有列作为商品：请在上面选择。</translation>
    </message>
    <message>
        <source>What this file is could not be told: choose it on the left, or the roles above.</source>
        <translation>无法判断这是什么文件：请在左侧选择，或在上面指定各列的角色。</translation>
    </message>
    <message>
        <source>%1 lacks a shopper or a product: choose its columns, or untick it.</source>
        <translation>%1 缺少顾客或商品：请选择它的列，或取消勾选。</translation>
    </message>
    <message>
        <source>Replace the import</source>
        <translation>替换原导入</translation>
    </message>
    <message numerus="yes">
        <source>%n pictures in %1</source>
        <translation>
            <numerusform>%1 中有 %n 张图片</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>另有 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 [event|events]</source>
        <translation>%1 条事件</translation>
    </message>
    <message>
        <source>%1 [shopper|shoppers]</source>
        <translation>%1 位顾客</translation>
    </message>
    <message>
        <source>%1 [product|products]</source>
        <translation>%1 个商品</translation>
    </message>
    <message>
        <source>Import %1 [event|events]</source>
        <translation>导入 %1 个行为事件</translation>
    </message>
    <message>
        <source>In all %1 [row|rows]:</source>
        <translation>全部 %1 行中：</translation>
    </message>
    <message>
        <source>In the first %1 [row|rows]:</source>
        <translation>前 %1 行中：</translation>
    </message>
</context>
<context>
    <name>aisle::ImportFileList</name>
    <message>
        <source>%1 of the log&apos;s product codes are found here</source>
        <translation>日志中 %1 的商品编码能在这里找到</translation>
    </message>
    <message>
        <source>%1 of the log&apos;s shoppers are found here</source>
        <translation>日志中 %1 的顾客能在这里找到</translation>
    </message>
    <message>
        <source>%1; %2 are not, such as %3</source>
        <translation>%1；%2 个找不到，例如 %3</translation>
    </message>
</context>
<context>
    <name>aisle::ImportPreviewPane</name>
    <message>
        <source>The same rows as products</source>
        <translation>同样的行变成商品后的样子</translation>
    </message>
    <message>
        <source>The same rows as shoppers</source>
        <translation>同样的行变成顾客后的样子</translation>
    </message>
    <message>
        <source>The same rows as events</source>
        <translation>同样的行变成事件后的样子</translation>
    </message>
    <message numerus="yes">
        <source>%1: %n of them are left out</source>
        <translation>
            <numerusform>%1：其中 %n 行不导入</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %n of their pictures are not there</source>
        <translation>
            <numerusform>%1：其中 %n 张图片不存在</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>aisle::ImportQuestions</name>
    <message>
        <source>Rows without a shopper</source>
        <translation>没有顾客的行</translation>
    </message>
    <message>
        <source>leave them out</source>
        <translation>不导入</translation>
    </message>
    <message>
        <source>one anonymous shopper per order or session</source>
        <translation>每个订单或会话算一位匿名顾客</translation>
    </message>
    <message>
        <source>Every row is a kind of</source>
        <translation>每一行都是</translation>
    </message>
    <message>
        <source>A negative quantity is a return</source>
        <translation>数量为负表示退货</translation>
    </message>
    <message>
        <source>Drop exact duplicates</source>
        <translation>去掉完全重复的行</translation>
    </message>
    <message>
        <source>They are counted either way.</source>
        <translation>无论如何都会计数。</translation>
    </message>
    <message>
        <source>With the choices of the import that is done again. It stays until this one has succeeded.</source>
        <translation>沿用要重做的导入的设置。新的成功之前，原导入保持不变。</translation>
    </message>
    <message>
        <source>Its columns are those of %1: read as the import of it was. &lt;a href=&quot;#&quot;&gt;Look at the file afresh&lt;/a&gt;</source>
        <translation>列与 %1 相同：按那次导入的方式读取。&lt;a href=&quot;#&quot;&gt;重新识别此文件&lt;/a&gt;</translation>
    </message>
    <message>
        <source>What happened in these rows?</source>
        <translation>这些行记录的是什么行为？</translation>
    </message>
    <message numerus="yes">
        <source>%n questions</source>
        <translation>
            <numerusform>%n 个问题</numerusform>
        </translation>
    </message>
    <message>
        <source>No questions</source>
        <translation>没有要问的</translation>
    </message>
    <message>
        <source>They are left out. To keep them, say above which column is the order or session.</source>
        <translation>这些行不会导入。要保留它们，请在上方指明哪一列是订单或会话。</translation>
    </message>
    <message>
        <source>Negative quantities</source>
        <translation>负的数量</translation>
    </message>
    <message>
        <source>What do these words mean?</source>
        <translation>这些词是什么意思？</translation>
    </message>
    <message>
        <source>“%1” (%2 of the rows looked at) means</source>
        <translation>“%1”（已查看的行中有 %2 行）表示</translation>
    </message>
    <message numerus="yes">
        <source>%n things recognised</source>
        <translation>
            <numerusform>已识别 %n 项</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of the %2 [row|rows] looked at (%3)</source>
        <translation>已查看的 %2 行中有 %1 行（%3）</translation>
    </message>
    <message>
        <source>%1 of all %2 [row|rows] (%3)</source>
        <translation>全部 %2 行中有 %1 行（%3）</translation>
    </message>
    <message>
        <source>“%1” (%2 [row|rows]) means</source>
        <translation>“%1”（%2 行）表示</translation>
    </message>
</context>
<context>
    <name>aisle::ImportTarget</name>
    <message>
        <source>Into this project: %1</source>
        <translation>导入到当前项目：%1</translation>
    </message>
    <message>
        <source>Into the project that is there already: %1</source>
        <translation>导入已有的项目：%1</translation>
    </message>
    <message>
        <source>Into a new project: %1</source>
        <translation>导入到新项目：%1</translation>
    </message>
    <message>
        <source>Change...</source>
        <translation>更改……</translation>
    </message>
    <message>
        <source>New project</source>
        <translation>新建项目</translation>
    </message>
    <message>
        <source>Aisle projects (*.aisle)</source>
        <translation>Aisle 项目 (*.aisle)</translation>
    </message>
</context>
<context>
    <name>aisle::JobBar</name>
    <message numerus="yes">
        <source>%n more waiting</source>
        <translation>
            <numerusform>还有 %n 项在等待</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more job(s)</source>
        <translation>
            <numerusform>另有 %n 项任务</numerusform>
        </translation>
    </message>
    <message>
        <source>Show the other jobs</source>
        <translation>显示其他任务</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Pause all</source>
        <translation>全部暂停</translation>
    </message>
    <message>
        <source>Trainings begin again, those that were paused first</source>
        <translation>重新开始训练，先继续已暂停的</translation>
    </message>
    <message>
        <source>No training begins, and the one that runs is paused as soon as it can go on later</source>
        <translation>不再开始新的训练；正在进行的训练一旦可以以后继续就会暂停</translation>
    </message>
    <message>
        <source>All trainings: about %1</source>
        <translation>全部训练：约 %1</translation>
    </message>
    <message>
        <source>How long all trainings take is not known yet.</source>
        <translation>全部训练需要多久尚不清楚。</translation>
    </message>
</context>
<context>
    <name>aisle::JoinBox</name>
    <message>
        <source>Look up columns in another file...</source>
        <translation>从另一文件查找列……</translation>
    </message>
    <message>
        <source>For a log in two files: order lines here, the orders with shopper and time there.</source>
        <translation>适用于分成两个文件的日志：这里是订单行，那里是带顾客和时间的订单头。</translation>
    </message>
    <message>
        <source>The column both files have</source>
        <translation>两个文件共有的列</translation>
    </message>
    <message>
        <source>Look nothing up</source>
        <translation>不查找</translation>
    </message>
    <message>
        <source>Looked up in %1 by</source>
        <translation>在 %1 中按此列查找：</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>It has nothing that this file lacks.</source>
        <translation>它没有此文件所缺少的内容。</translation>
    </message>
    <message>
        <source>It brings %1.</source>
        <translation>它带来 %1。</translation>
    </message>
    <message>
        <source>Another file...</source>
        <translation>另一文件……</translation>
    </message>
    <message>
        <source>Look up columns in another file</source>
        <translation>从另一文件查找列</translation>
    </message>
</context>
<context>
    <name>aisle::JudgingChoice</name>
    <message>
        <source>One list for each shopper, against everything held out.</source>
        <translation>每位顾客一个列表，对照全部留出的事件。</translation>
    </message>
    <message>
        <source>One list for each shopper, against the first held-out event only.</source>
        <translation>每位顾客一个列表，只对照首条留出的事件。</translation>
    </message>
    <message>
        <source>One list before each held-out event, with those before it known: as session recommenders are judged.</source>
        <translation>每条留出事件之前各生成一个列表，已知其前的事件：即会话推荐的评测方式。</translation>
    </message>
    <message>
        <source>Every product with events competes for a place, as in a shop.</source>
        <translation>所有有事件的商品都参与竞争，就像在商店里一样。</translation>
    </message>
    <message>
        <source>Products without events compete, too. Who cannot know them lists them last.</source>
        <translation>没有事件的商品也参与竞争。无法了解它们的推荐器把它们排在最后。</translation>
    </message>
    <message>
        <source>Only the products that the split holds out compete for a place.</source>
        <translation>只有划分时留出的商品参与竞争。</translation>
    </message>
    <message>
        <source>Each relevant product stands against a few drawn at random: only to compare with papers. Figures are far higher than with the whole catalogue.</source>
        <translation>每个相关商品只与少数随机商品比较：仅用于与论文对照，数值远高于全部商品参评。</translation>
    </message>
    <message>
        <source>Judging</source>
        <translation>评测</translation>
    </message>
    <message>
        <source>Targets</source>
        <translation>预测目标</translation>
    </message>
    <message>
        <source>Candidates</source>
        <translation>候选商品</translation>
    </message>
    <message>
        <source>List lengths judged</source>
        <translation>评测的列表长度</translation>
    </message>
    <message>
        <source>Best epoch by</source>
        <translation>最佳轮次依据</translation>
    </message>
    <message>
        <source>Patience</source>
        <translation>耐心</translation>
    </message>
    <message>
        <source>Stops after so many epochs without a better validation figure; 0 never stops early.</source>
        <translation>连续这么多轮验证指标没有变好就停止；0 表示从不提前停止。</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>The same seed gives the same lists on this machine.</source>
        <translation>同一种子在本机得到相同的列表。</translation>
    </message>
    <message>
        <source>All that is held out</source>
        <translation>全部留出的事件</translation>
    </message>
    <message>
        <source>The next event</source>
        <translation>下一条事件</translation>
    </message>
    <message>
        <source>Each next event</source>
        <translation>逐条预测下一条</translation>
    </message>
    <message>
        <source>All products</source>
        <translation>全部商品</translation>
    </message>
    <message>
        <source>The whole catalogue</source>
        <translation>整个商品目录</translation>
    </message>
    <message>
        <source>New products</source>
        <translation>新商品</translation>
    </message>
    <message>
        <source>Drawn evenly</source>
        <translation>均匀抽取</translation>
    </message>
    <message>
        <source>Drawn by popularity</source>
        <translation>按热度抽取</translation>
    </message>
    <message>
        <source>Products drawn</source>
        <translation>抽取的商品数</translation>
    </message>
</context>
<context>
    <name>aisle::KindChoice</name>
    <message>
        <source>Events</source>
        <translation>行为事件</translation>
    </message>
    <message>
        <source>Learn from</source>
        <translation>学习自</translation>
    </message>
    <message>
        <source>Relevant</source>
        <translation>相关事件</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Lists are learnt from the first and judged by the second. An event of twice the weight says twice as much in learning; equal weights are no weights.</source>
        <translation>列表从第一列学习，按第二列评测。权重为两倍的事件在学习中作用也为两倍；权重都相同等于没有权重。</translation>
    </message>
    <message>
        <source>Leave out purchases that were given back</source>
        <translation>不计入已退货的购买</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Learn from %1</source>
        <translation>从%1学习</translation>
    </message>
    <message>
        <source>%1 is relevant</source>
        <translation>%1 为相关</translation>
    </message>
    <message>
        <source>Weight of %1</source>
        <translation>%1 的权重</translation>
    </message>
    <message>
        <source>%1: %2 [event|events]</source>
        <translation>%1：%2 条事件</translation>
    </message>
</context>
<context>
    <name>aisle::LeaveQuestion</name>
    <message>
        <source>Nothing has come in yet. What you have chosen here would be lost.</source>
        <translation>还没有导入任何数据。您在这里所做的选择会丢失。</translation>
    </message>
    <message>
        <source>Go on choosing</source>
        <translation>继续选择</translation>
    </message>
    <message>
        <source>Discard my choices</source>
        <translation>放弃我的选择</translation>
    </message>
</context>
<context>
    <name>aisle::ListBoard</name>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>This run was not judged on this shopper: its data leaves the shopper out.</source>
        <translation>这条训练记录没有评测这位顾客：其数据不含该顾客。</translation>
    </message>
    <message>
        <source>%1 of %2 relevant</source>
        <translation>命中 %1 / 相关 %2</translation>
    </message>
    <message numerus="yes">
        <source>%n product(s) of the test part are relevant to the shopper; the list has %1 of them.</source>
        <translation>
            <numerusform>顾客在测试段相关 %n 个商品，列表中有 %1 个。</numerusform>
        </translation>
    </message>
    <message>
        <source>what if, as evaluated</source>
        <translation>假设，按评测时</translation>
    </message>
    <message>
        <source>what if, as of today</source>
        <translation>假设，截至今天</translation>
    </message>
    <message>
        <source>as evaluated</source>
        <translation>按评测时</translation>
    </message>
    <message>
        <source>as of today</source>
        <translation>截至今天</translation>
    </message>
    <message>
        <source>popular products: nothing known of the shopper</source>
        <translation>热门商品：对顾客一无所知</translation>
    </message>
    <message>
        <source>by attributes and text</source>
        <translation>按属性和文本</translation>
    </message>
    <message numerus="yes">
        <source>%n event(s) unknown to it</source>
        <translation>
            <numerusform>有 %n 条事件它不认识</numerusform>
        </translation>
    </message>
    <message>
        <source>Loading the run: %1 %</source>
        <translation>正在载入训练记录：%1%</translation>
    </message>
    <message>
        <source>Loading the run</source>
        <translation>正在载入训练记录</translation>
    </message>
    <message numerus="yes">
        <source>%n product(s) in both</source>
        <translation>
            <numerusform>共有 %n 个商品</numerusform>
        </translation>
    </message>
    <message>
        <source>Train two recommenders</source>
        <translation>训练两个推荐算法</translation>
    </message>
    <message>
        <source>No recommender has been trained yet. Train two, and their lists for a shopper stand here side by side.</source>
        <translation>还没有训练过推荐算法。训练两个，它们给同一位顾客的列表会在这里并排显示。</translation>
    </message>
    <message>
        <source>No run is compared. Choose up to four: their lists stand here side by side.</source>
        <translation>还没有选择训练记录。最多选四条，它们的列表会在这里并排显示。</translation>
    </message>
    <message>
        <source>Compare the two newest runs</source>
        <translation>对比最新的两条</translation>
    </message>
    <message>
        <source>Show the newest run</source>
        <translation>显示最新的一条</translation>
    </message>
    <message>
        <source>The lists of the compared runs stand here once a shopper is chosen.</source>
        <translation>选择顾客后，这里显示所对比训练记录的列表。</translation>
    </message>
    <message>
        <source>Lists</source>
        <translation>推荐列表</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>Choose the runs whose lists stand side by side</source>
        <translation>选择并排显示列表的训练记录</translation>
    </message>
    <message>
        <source>The run before</source>
        <translation>上一条</translation>
    </message>
    <message>
        <source>The next run</source>
        <translation>下一条</translation>
    </message>
    <message>
        <source>Length of the lists</source>
        <translation>列表长度</translation>
    </message>
    <message>
        <source>Top %1</source>
        <translation>前 %1 个</translation>
    </message>
    <message>
        <source>nothing moved</source>
        <translation>没有变化</translation>
    </message>
    <message>
        <source>Nothing is left to offer: the shopper has every product that this run knows, and it offers no product again.</source>
        <translation>没有可推荐的商品了：该顾客已拥有此训练记录所知的全部商品，且它不会重复推荐。</translation>
    </message>
    <message numerus="yes">
        <source>%n popular product(s) fill the list</source>
        <translation>
            <numerusform>列表由 %n 件热门商品补足</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>aisle::ListColumn</name>
    <message>
        <source>Stop comparing this run</source>
        <translation>不再对比这条训练记录</translation>
    </message>
    <message>
        <source>Stop comparing run %1</source>
        <translation>不再对比训练记录 %1</translation>
    </message>
    <message>
        <source>List of run %1, %2</source>
        <translation>训练记录 %1 的列表，%2</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the list</source>
        <translation>复制列表</translation>
    </message>
    <message>
        <source>Show on map</source>
        <translation>在地图上显示</translation>
    </message>
    <message>
        <source>Open product</source>
        <translation>打开商品</translation>
    </message>
    <message>
        <source>Save the list as CSV ...</source>
        <translation>将列表保存为 CSV…</translation>
    </message>
</context>
<context>
    <name>aisle::ListDelegate</name>
    <message>
        <source>new</source>
        <translation>新</translation>
    </message>
    <message>
        <source>Score %1; scores of two recommenders are not comparable.</source>
        <translation>得分 %1；不同算法的得分不可比较。</translation>
    </message>
    <message>
        <source>A hit: relevant to the shopper in the test part.</source>
        <translation>命中：在测试段中与该顾客相关。</translation>
    </message>
    <message>
        <source>Place %1 in the list of %2</source>
        <translation>在 %2 的列表中排第 %1</translation>
    </message>
    <message>
        <source>Not in the list without your edits.</source>
        <translation>没有你的改动时不在列表中。</translation>
    </message>
    <message>
        <source>Place %1 without your edits</source>
        <translation>没有你的改动时排第 %1</translation>
    </message>
</context>
<context>
    <name>aisle::ListPreviewTable</name>
    <message>
        <source>It has no key.</source>
        <translation>没有编号。</translation>
    </message>
</context>
<context>
    <name>aisle::MainMenu</name>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;New project...</source>
        <translation>新建项目(&amp;N)……</translation>
    </message>
    <message>
        <source>&amp;Open project...</source>
        <translation>打开项目(&amp;O)……</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>最近的项目(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Import files...</source>
        <translation>导入文件(&amp;I)……</translation>
    </message>
    <message>
        <source>Import a fol&amp;der...</source>
        <translation>导入文件夹(&amp;D)……</translation>
    </message>
    <message>
        <source>Try the &amp;sample shop</source>
        <translation>试用示例店铺(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Export a report...</source>
        <translation>导出报告(&amp;E)……</translation>
    </message>
    <message>
        <source>&amp;Close project</source>
        <translation>关闭项目(&amp;C)</translation>
    </message>
    <message>
        <source>Se&amp;ttings...</source>
        <translation>设置(&amp;T)……</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Find in page</source>
        <translation>在页面中查找(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Search everything</source>
        <translation>搜索一切(&amp;S)</translation>
    </message>
    <message>
        <source>Selection &amp;back</source>
        <translation>选择后退(&amp;B)</translation>
    </message>
    <message>
        <source>Selection for&amp;ward</source>
        <translation>选择前进(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Clear the selection</source>
        <translation>清除选择(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>查看(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Next page</source>
        <translation>下一页(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Previous page</source>
        <translation>上一页(&amp;P)</translation>
    </message>
    <message>
        <source>Show pseudonyms instead of &amp;keys</source>
        <translation>用化名代替编码(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>主题(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>浅色(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>深色(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
    <message>
        <source>F&amp;ull screen</source>
        <translation>全屏(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>运行(&amp;R)</translation>
    </message>
    <message>
        <source>Choose what to &amp;train</source>
        <translation>选择训练内容(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Start training</source>
        <translation>开始训练(&amp;S)</translation>
    </message>
    <message>
        <source>Stop and &amp;keep best</source>
        <translation>停止并保留最佳(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Cancel all jobs</source>
        <translation>取消全部任务(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>What the &amp;metrics mean</source>
        <translation>指标的含义(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Glossary</source>
        <translation>词汇表(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Keyboard</source>
        <translation>键盘(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;About Aisle</source>
        <translation>关于 Aisle(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;This page</source>
        <translation>本页(&amp;T)</translation>
    </message>
    <message>
        <source>Follow the &amp;system</source>
        <translation>跟随系统(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Pause all trainings</source>
        <translation>暂停所有训练(&amp;P)</translation>
    </message>
    <message>
        <source>The &amp;recommenders</source>
        <translation>推荐算法(&amp;R)</translation>
    </message>
</context>
<context>
    <name>aisle::MainWindow</name>
    <message>
        <source>Open a project</source>
        <translation>打开项目</translation>
    </message>
    <message>
        <source>Aisle projects (*.aisle);;All files (*)</source>
        <translation>Aisle 项目 (*.aisle);;所有文件 (*)</translation>
    </message>
    <message>
        <source>New project</source>
        <translation>新建项目</translation>
    </message>
    <message>
        <source>Aisle projects (*.aisle)</source>
        <translation>Aisle 项目 (*.aisle)</translation>
    </message>
    <message>
        <source>Quit Aisle</source>
        <translation>退出 Aisle</translation>
    </message>
    <message>
        <source>Export a report</source>
        <translation>导出报告</translation>
    </message>
    <message>
        <source>Page for a browser (*.html);;Document to print (*.pdf)</source>
        <translation>浏览器页面 (*.html);;打印文档 (*.pdf)</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>The report is in %1.</source>
        <translation>报告已保存到 %1。</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>My shop</source>
        <translation>我的店铺</translation>
    </message>
</context>
<context>
    <name>aisle::MapPage</name>
    <message>
        <source>Move the map</source>
        <translation>移动地图</translation>
    </message>
    <message>
        <source>Zoom into a rectangle</source>
        <translation>放大框选区域</translation>
    </message>
    <message>
        <source>Select a rectangle</source>
        <translation>框选</translation>
    </message>
    <message>
        <source>Select with a lasso</source>
        <translation>套索选择</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>Save picture (PNG) ...</source>
        <translation>保存图片（PNG）……</translation>
    </message>
    <message>
        <source>Find on the map</source>
        <translation>在地图上查找</translation>
    </message>
    <message>
        <source>What is mapped</source>
        <translation>地图显示什么</translation>
    </message>
    <message>
        <source>Products</source>
        <translation>商品</translation>
    </message>
    <message>
        <source>Shoppers</source>
        <translation>顾客</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>地图</translation>
    </message>
    <message>
        <source>A map shows what a run has learnt. Train a recommender first.</source>
        <translation>地图显示一次训练学到了什么。请先训练一个推荐算法。</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>PCA, 2 of %1 dimensions, %2 of the variance: distances are hints. Groups by k-means in all dimensions.</source>
        <translation>PCA，%1 维中的 2 维，占方差的 %2：距离仅供参考。分组由全部维度上的 k-means 得到。</translation>
    </message>
    <message>
        <source>First direction %1, second %2.</source>
        <translation>第一方向 %1，第二方向 %2。</translation>
    </message>
    <message>
        <source>Making lists ...</source>
        <translation>正在生成列表……</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>place %1 of the current shopper&apos;s list</source>
        <translation>在当前顾客的列表中排第 %1</translation>
    </message>
    <message>
        <source>Save picture</source>
        <translation>保存图片</translation>
    </message>
    <message>
        <source>The map was saved as %1.</source>
        <translation>地图已保存为 %1。</translation>
    </message>
    <message>
        <source>%1 could not be written.</source>
        <translation>%1 无法写入。</translation>
    </message>
    <message>
        <source>Events: %1</source>
        <translation>事件：%1</translation>
    </message>
    <message>
        <source>%1 [product|products]</source>
        <translation>%1 个商品</translation>
    </message>
    <message>
        <source>%1 [shopper|shoppers]</source>
        <translation>%1 位顾客</translation>
    </message>
    <message>
        <source>In the first ten places of the lists of %1 [shopper|shoppers].</source>
        <translation>出现在 %1 位顾客列表的前十位中。</translation>
    </message>
    <message>
        <source>Run or table of features</source>
        <translation>训练记录或特征表</translation>
    </message>
    <message>
        <source>Features: %1</source>
        <translation>特征：%1</translation>
    </message>
    <message>
        <source>Finding the two directions in which the vectors differ most ...</source>
        <translation>正在寻找向量差别最大的两个方向……</translation>
    </message>
    <message>
        <source>No table of features is of pictures yet: encode them first.</source>
        <translation>还没有来自图片的特征表：请先编码图片。</translation>
    </message>
    <message>
        <source>Open Features</source>
        <translation>打开“特征”</translation>
    </message>
    <message>
        <source>The %1 [product|products] that look most like the picture, by %2, [%1:is|are] selected.</source>
        <translation>已选中按 %2 与图片最相像的 %1 个商品。</translation>
    </message>
</context>
<context>
    <name>aisle::MapPanel</name>
    <message>
        <source>Colour by</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Size by</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Nearest by cosine, in all dimensions</source>
        <translation>余弦最近邻（全部维度）</translation>
    </message>
    <message>
        <source>Legend: untick to hide</source>
        <translation>图例：取消勾选即隐藏</translation>
    </message>
    <message>
        <source>All the same</source>
        <translation>全部相同</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>类目</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>价格</translation>
    </message>
    <message>
        <source>Popularity (events)</source>
        <translation>热度（事件数）</translation>
    </message>
    <message>
        <source>Times in the run&apos;s lists</source>
        <translation>在该训练记录列表中的次数</translation>
    </message>
    <message>
        <source>Events of the shopper</source>
        <translation>该顾客的事件数</translation>
    </message>
    <message>
        <source>Open shopper</source>
        <translation>打开顾客</translation>
    </message>
    <message>
        <source>Show in the lists</source>
        <translation>在列表中查看</translation>
    </message>
    <message>
        <source>others, or without</source>
        <translation>其他或缺失</translation>
    </message>
    <message>
        <source>%1 without a figure are grey.</source>
        <translation>%1 个没有数值的显示为灰色。</translation>
    </message>
    <message>
        <source>Click a point, or move with the arrow keys.</source>
        <translation>点击一个点，或用方向键移动。</translation>
    </message>
    <message>
        <source>Key: %1</source>
        <translation>编码：%1</translation>
    </message>
    <message>
        <source>Category: %1</source>
        <translation>类目：%1</translation>
    </message>
    <message>
        <source>Price: %1</source>
        <translation>价格：%1</translation>
    </message>
    <message>
        <source>Group: %1</source>
        <translation>分组：%1</translation>
    </message>
    <message>
        <source>Events: %1</source>
        <translation>事件：%1</translation>
    </message>
    <message>
        <source>Open product</source>
        <translation>打开商品</translation>
    </message>
    <message>
        <source>Similar shoppers</source>
        <translation>相似顾客</translation>
    </message>
    <message>
        <source>Similar products</source>
        <translation>相似商品</translation>
    </message>
</context>
<context>
    <name>aisle::MergeDialog</name>
    <message>
        <source>What is said of the first name is said of the second from then on, and the first is gone. Building or importing again brings it back where it says it.</source>
        <translation>关于第一个名称的内容从此归于第二个，第一个不再存在。重新构建或导入时若再提到，它会重新出现。</translation>
    </message>
    <message>
        <source>Merge two names</source>
        <translation>合并两个名称</translation>
    </message>
    <message>
        <source>This name</source>
        <translation>这个名称</translation>
    </message>
    <message>
        <source>is the same as</source>
        <translation>等同于</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>合并</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>aisle::NoticeStrip</name>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>关闭此消息</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
</context>
<context>
    <name>aisle::Page</name>
    <message>
        <source>Save as CSV ...</source>
        <translation>保存为 CSV…</translation>
    </message>
    <message>
        <source>rows</source>
        <translation>行</translation>
    </message>
</context>
<context>
    <name>aisle::PageBar</name>
    <message>
        <source>Search everything  %1</source>
        <translation>搜索一切  %1</translation>
    </message>
</context>
<context>
    <name>aisle::ParamForm</name>
    <message>
        <source>%1 From %2 to %3.</source>
        <translation>%1 取值 %2 至 %3。</translation>
    </message>
    <message>
        <source>on</source>
        <translation>开</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>Back to %1</source>
        <translation>恢复为 %1</translation>
    </message>
    <message>
        <source>Reset %1</source>
        <translation>重置 %1</translation>
    </message>
    <message>
        <source>&quot;%1&quot;</source>
        <translation>“%1”</translation>
    </message>
</context>
<context>
    <name>aisle::PictureEncodeDialog</name>
    <message>
        <source>Folder of the pictures</source>
        <translation>图片文件夹</translation>
    </message>
    <message>
        <source>File of the network</source>
        <translation>网络文件</translation>
    </message>
    <message>
        <source>pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Name the column of the catalogue that says where each picture lies.</source>
        <translation>请写出目录中记录图片位置的列名。</translation>
    </message>
    <message>
        <source>Choose the folder of the pictures: 17.jpg, or 17_1.jpg, is the picture of the product 17.</source>
        <translation>请选择图片文件夹：17.jpg 或 17_1.jpg 即商品 17 的图片。</translation>
    </message>
    <message>
        <source>There is no folder %1.</source>
        <translation>没有文件夹 %1。</translation>
    </message>
    <message>
        <source>Choose the file or folder of the network.</source>
        <translation>请选择网络的文件或文件夹。</translation>
    </message>
    <message>
        <source>Features need a name without a comma.</source>
        <translation>特征需要一个不含逗号的名称。</translation>
    </message>
    <message>
        <source>There are features called %1 that were made otherwise: take another name.</source>
        <translation>已有以其他方式生成的特征 %1：请换一个名称。</translation>
    </message>
    <message>
        <source>Looking for the pictures...</source>
        <translation>正在查找图片…</translation>
    </message>
    <message>
        <source>%1 [product has|products have] a picture.</source>
        <translation>%1 个商品有图片。</translation>
    </message>
    <message>
        <source>%1 [has|have] none.</source>
        <translation>%1 个没有。</translation>
    </message>
    <message>
        <source>%1 [picture is|pictures are] called as no product.</source>
        <translation>%1 张图片的文件名不对应任何商品。</translation>
    </message>
    <message>
        <source>Encode pictures</source>
        <translation>编码图片</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Encoder</source>
        <translation>编码器</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Preparation</source>
        <translation>预处理</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Encode</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Files called as their products</source>
        <translation>以商品编号命名的文件</translation>
    </message>
    <message>
        <source>Files that the catalogue names</source>
        <translation>目录中写明的文件</translation>
    </message>
    <message>
        <source>Colours and edges: needs no other file</source>
        <translation>颜色与边缘：无需其他文件</translation>
    </message>
    <message>
        <source>A network in a file</source>
        <translation>文件中的网络</translation>
    </message>
    <message>
        <source>As its config says, else torchvision</source>
        <translation>按其配置，否则用 torchvision</translation>
    </message>
    <message>
        <source>where the paths start; empty: the project&apos;s folder</source>
        <translation>路径的起点；留空即项目所在文件夹</translation>
    </message>
    <message>
        <source>.safetensors of SqueezeNet, ResNet, MobileNet, ViT or CLIP</source>
        <translation>SqueezeNet、ResNet、MobileNet、ViT 或 CLIP 的 .safetensors</translation>
    </message>
    <message>
        <source>Choose...</source>
        <translation>选择…</translation>
    </message>
</context>
<context>
    <name>aisle::PresetBox</name>
    <message>
        <source>changed</source>
        <translation>已改动</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>Defaults</source>
        <translation>默认值</translation>
    </message>
</context>
<context>
    <name>aisle::ProductCard</name>
    <message>
        <source>Key</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>类目</translation>
    </message>
    <message>
        <source>Brand</source>
        <translation>品牌</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>价格</translation>
    </message>
    <message>
        <source>Not a product: left out of training and lists.</source>
        <translation>非商品：不参与训练和推荐。</translation>
    </message>
    <message>
        <source>Picture of the product</source>
        <translation>商品图片</translation>
    </message>
</context>
<context>
    <name>aisle::ProductField</name>
    <message>
        <source>No product has this key or these words in its title.</source>
        <translation>没有商品的编码或标题与之相符。</translation>
    </message>
</context>
<context>
    <name>aisle::ProductGraph</name>
    <message>
        <source>Reading the graph...</source>
        <translation>正在读取图谱…</translation>
    </message>
    <message>
        <source>There is no knowledge graph yet: it says what products have in common.</source>
        <translation>还没有知识图谱：它说明商品之间的共同点。</translation>
    </message>
    <message>
        <source>Open the graph</source>
        <translation>打开图谱</translation>
    </message>
    <message>
        <source>No triple of the graph has this product.</source>
        <translation>图谱中没有含该商品的三元组。</translation>
    </message>
    <message>
        <source>The graph has nothing about this product.</source>
        <translation>图谱中没有该商品。</translation>
    </message>
    <message>
        <source>Click: choose this product</source>
        <translation>单击：选择该商品</translation>
    </message>
    <message>
        <source>Click: select the %1 [product|products] that [%1:has|have] it</source>
        <translation>单击：选中具有它的 %1 个商品</translation>
    </message>
    <message>
        <source>%1 more</source>
        <translation>另有 %1 个</translation>
    </message>
    <message>
        <source>The table of triples has all of them</source>
        <translation>三元组表中有全部内容</translation>
    </message>
    <message>
        <source>The product in the knowledge graph</source>
        <translation>知识图谱中的商品</translation>
    </message>
</context>
<context>
    <name>aisle::ProductPage</name>
    <message>
        <source>Postage, fees, vouchers: leave it out of training and lists</source>
        <translation>邮费、手续费、代金券：不参与训练和推荐</translation>
    </message>
    <message>
        <source>It can be recommended again</source>
        <translation>可以重新被推荐</translation>
    </message>
    <message>
        <source>Reading the events...</source>
        <translation>正在读取事件……</translation>
    </message>
    <message>
        <source>events</source>
        <translation>行为事件</translation>
    </message>
    <message>
        <source>shoppers</source>
        <translation>顾客</translation>
    </message>
    <message>
        <source>had to do with it</source>
        <translation>有过行为</translation>
    </message>
    <message>
        <source>buyers</source>
        <translation>购买者</translation>
    </message>
    <message>
        <source>place by events</source>
        <translation>按事件数的名次</translation>
    </message>
    <message>
        <source>first to last</source>
        <translation>首次至最近</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>no times</source>
        <translation>没有时间</translation>
    </message>
    <message>
        <source>Bought by</source>
        <translation>购买过的顾客</translation>
    </message>
    <message>
        <source>Known to</source>
        <translation>有过行为的顾客</translation>
    </message>
    <message>
        <source>Shopper</source>
        <translation>顾客</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>次数</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>行为事件</translation>
    </message>
    <message>
        <source>Last</source>
        <translation>最近</translation>
    </message>
    <message>
        <source>No shopper bought it.</source>
        <translation>没有顾客购买过。</translation>
    </message>
    <message>
        <source>%1 of %2, most often first</source>
        <translation>%2 位中的 %1 位，次数多的在前</translation>
    </message>
    <message>
        <source>%1, most often first</source>
        <translation>%1 位，次数多的在前</translation>
    </message>
    <message>
        <source>No event names a product yet.</source>
        <translation>还没有涉及商品的事件。</translation>
    </message>
    <message>
        <source>Show the most popular one</source>
        <translation>显示最热门的商品</translation>
    </message>
    <message>
        <source>Find a product by title or key</source>
        <translation>按标题或编码查找商品</translation>
    </message>
    <message>
        <source>Show on map</source>
        <translation>在地图上显示</translation>
    </message>
    <message>
        <source>Select these shoppers</source>
        <translation>选中这些顾客</translation>
    </message>
    <message>
        <source>Shoppers who bought the product</source>
        <translation>购买过此商品的顾客</translation>
    </message>
    <message numerus="yes">
        <source>%Ln days</source>
        <translation>
            <numerusform>%Ln 天</numerusform>
        </translation>
    </message>
    <message>
        <source>Leave out of lists</source>
        <translation>不再推荐</translation>
    </message>
    <message>
        <source>Offer again</source>
        <translation>重新推荐</translation>
    </message>
    <message>
        <source>Select</source>
        <translation>选中</translation>
    </message>
    <message>
        <source>%1 of %2 [product|products]</source>
        <translation>%2 个商品中的 %1 个</translation>
    </message>
    <message>
        <source>Choose a product: type its title or key above, or open one from a table, a list or the map. A picture dropped here finds what looks like it.</source>
        <translation>请选择商品：在上面输入标题或编码，或从表格、列表、地图中打开。把图片拖到这里可找到相像的商品。</translation>
    </message>
    <message>
        <source>Similar</source>
        <translation>相似</translation>
    </message>
    <message>
        <source>Shoppers</source>
        <translation>顾客</translation>
    </message>
    <message>
        <source>Graph</source>
        <translation>图</translation>
    </message>
</context>
<context>
    <name>aisle::ProductRuns</name>
    <message>
        <source>Making the run&apos;s lists: %1 %</source>
        <translation>正在生成列表：%1%</translation>
    </message>
    <message>
        <source>Reading the run</source>
        <translation>正在读取训练记录</translation>
    </message>
    <message>
        <source>Choose runs</source>
        <translation>选择训练记录</translation>
    </message>
    <message>
        <source>The run could not be read.</source>
        <translation>无法读取训练记录。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>This run has never seen the product: it came later, or a filter left it out.</source>
        <translation>这条训练记录没见过此商品：商品后来才有，或被筛选掉了。</translation>
    </message>
    <message>
        <source>In %1 of %2 lists of %3 (%4)</source>
        <translation>%2 份前 %3 推荐列表中有 %1 份包含它（%4）</translation>
    </message>
    <message>
        <source>As this run sees it</source>
        <translation>此训练记录眼中的商品</translation>
    </message>
    <message>
        <source>Select the shoppers who are shown it</source>
        <translation>选中会看到它的顾客</translation>
    </message>
    <message>
        <source>Shown to</source>
        <translation>展示给</translation>
    </message>
    <message>
        <source>Shopper</source>
        <translation>顾客</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>名次</translation>
    </message>
    <message>
        <source>Shoppers who are shown the product</source>
        <translation>会看到此商品的顾客</translation>
    </message>
    <message>
        <source>%1 shows it to</source>
        <translation>%1 推荐给</translation>
    </message>
    <message>
        <source>Select</source>
        <translation>选中</translation>
    </message>
    <message>
        <source>%1. Place %2 of %3 [product|products] by that.</source>
        <translation>%1。按此在 %3 个商品中排第 %2。</translation>
    </message>
    <message>
        <source>This run shows it to none of %1 [shopper|shoppers].</source>
        <translation>这条训练记录没有向 %1 位顾客中的任何一位展示它。</translation>
    </message>
    <message>
        <source>No run is compared. Compare one to see whom it shows the product.</source>
        <translation>没有对比中的训练记录。加入一条对比，即可看到它把该商品推荐给谁。</translation>
    </message>
</context>
<context>
    <name>aisle::ProjectTableModel</name>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>hidden</source>
        <translation>已隐藏</translation>
    </message>
</context>
<context>
    <name>aisle::ProtocolBox</name>
    <message>
        <source>Nothing leaks: no training event is later than the first test event.</source>
        <translation>没有泄漏：没有训练事件晚于首个测试事件。</translation>
    </message>
    <message>
        <source>%1 of the training events are later than the first test event: the figures flatter, since a shop does not know them yet.</source>
        <translation>%1 的训练事件晚于首个测试事件：指标会偏高，因为店铺当时还不知道这些事件。</translation>
    </message>
    <message>
        <source>How much leaks from the test part is not known yet.</source>
        <translation>还不知道测试段泄漏了多少。</translation>
    </message>
    <message>
        <source>Train, validation and test</source>
        <translation>训练、验证与测试</translation>
    </message>
    <message>
        <source> </source>
        <comment>between sentences</comment>
        <translation> </translation>
    </message>
    <message>
        <source>learnt from: %1</source>
        <translation>学习自：%1</translation>
    </message>
    <message>
        <source>filtered</source>
        <translation>有筛选</translation>
    </message>
    <message>
        <source>%1 of %2 [shopper|shoppers] [%1:has|have] something to find</source>
        <translation>%2 位顾客中有 %1 位有可命中的商品</translation>
    </message>
    <message>
        <source>The usual split would judge too few shoppers of this log (%1 of %2, where %3 [is|are] asked for), so an easier one is used.</source>
        <translation>通常的划分能评判的顾客太少（%2 名中的 %1 名，至少需要 %3 名），因此改用要求较低的划分。</translation>
    </message>
    <message>
        <source>%1 of %2 [shopper|shoppers] [%1:has|have] something relevant to find, %3 of them new: nothing of theirs is learnt from. %4 [shopper has|shoppers have] one event only.</source>
        <translation>%2 位顾客中有 %1 位有可命中的商品，其中 %3 位是新顾客：没有从他们的行为中学习。有 %4 位顾客只有一次事件。</translation>
    </message>
    <message>
        <source>Earlier events of %1 of the new ones are input when lists are made.</source>
        <translation>其中 %1 名新顾客的较早事件在生成列表时作为输入。</translation>
    </message>
    <message>
        <source>%1 of %2 [shopper|shoppers] [%1:has|have] something to find, what they had before included</source>
        <translation>%2 位顾客中有 %1 位有可命中的商品（含以前接触过的）</translation>
    </message>
</context>
<context>
    <name>aisle::QuickComparison</name>
    <message>
        <source>Quick comparison</source>
        <translation>快速比较</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>Popularity, bought again, item neighbours and EASE, under the protocol below.</source>
        <translation>按下方口径比较热门、复购、商品近邻和 EASE。</translation>
    </message>
    <message>
        <source>%1.</source>
        <translation>%1。</translation>
    </message>
    <message>
        <source>%1 of the relevant products are ones that shoppers had before, so products they had may be offered again; the protocol below takes that over.</source>
        <translation>顾客相关商品中有 %1 是以前有过的，因此已有的商品可以再次推荐；下方的评估协议将沿用这一设置。</translation>
    </message>
</context>
<context>
    <name>aisle::ReadingOptions</name>
    <message>
        <source>First line names the columns</source>
        <translation>首行是列名</translation>
    </message>
    <message>
        <source>one event a line</source>
        <translation>每行一条事件</translation>
    </message>
    <message>
        <source>a shopper and its products a line</source>
        <translation>每行一位顾客及其商品</translation>
    </message>
    <message>
        <source>a session&apos;s products a line</source>
        <translation>每行一次会话的商品</translation>
    </message>
    <message>
        <source>comma</source>
        <translation>逗号</translation>
    </message>
    <message>
        <source>semicolon</source>
        <translation>分号</translation>
    </message>
    <message>
        <source>tab</source>
        <translation>制表符</translation>
    </message>
    <message>
        <source>bar |</source>
        <translation>竖线 |</translation>
    </message>
    <message>
        <source>space</source>
        <translation>空格</translation>
    </message>
    <message>
        <source>double colon ::</source>
        <translation>双冒号 ::</translation>
    </message>
</context>
<context>
    <name>aisle::RecentFactsKeeper</name>
    <message>
        <source>events %1 · shoppers %2 · products %3 · runs %4</source>
        <translation>事件 %1 · 顾客 %2 · 商品 %3 · 训练记录 %4</translation>
    </message>
</context>
<context>
    <name>aisle::RecommendationListModel</name>
    <message>
        <source>hit</source>
        <translation>命中</translation>
    </message>
    <message>
        <source>%1. %2, a hit</source>
        <translation>%1. %2，命中</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <translation>%1. %2</translation>
    </message>
    <message>
        <source>Rank</source>
        <translation>排名</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>商品</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>类目</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>价格</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>Hit</source>
        <translation>命中</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>编码</translation>
    </message>
</context>
<context>
    <name>aisle::RecommenderList</name>
    <message>
        <source>Search recommenders</source>
        <translation>搜索算法</translation>
    </message>
    <message>
        <source>Recommenders</source>
        <translation>推荐算法</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>No recommender is called “%1”, nor does one tell of it.</source>
        <translation>没有名称或说明包含“%1”的推荐算法。</translation>
    </message>
</context>
<context>
    <name>aisle::RejectedReasons</name>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Import again</source>
        <translation>重新导入</translation>
    </message>
    <message>
        <source>Import a file again with other choices, so that fewer of its rows are rejected</source>
        <translation>换一些选择重新导入文件，让更少的行被拒绝</translation>
    </message>
    <message>
        <source>%1 [row|rows]. A press shows these alone, another one all.</source>
        <translation>%1 行。按一下只显示这些行，再按一下显示全部。</translation>
    </message>
</context>
<context>
    <name>aisle::RolesTable</name>
    <message>
        <source>always empty</source>
        <translation>始终为空</translation>
    </message>
    <message>
        <source>all %1 different</source>
        <translation>%1 个值各不相同</translation>
    </message>
    <message>
        <source>%1 different, repeats</source>
        <translation>%1 个不同值，有重复</translation>
    </message>
    <message>
        <source>%1 empty</source>
        <translation>%1 为空</translation>
    </message>
    <message>
        <source>all %1 looked at differ</source>
        <translation>已查看的 %1 个值各不相同</translation>
    </message>
    <message>
        <source>%1 different among those looked at</source>
        <translation>已查看的值中有 %1 个不同值</translation>
    </message>
</context>
<context>
    <name>aisle::RunColumns</name>
    <message>
        <source>Usual columns</source>
        <translation>常用列</translation>
    </message>
    <message>
        <source>Figures at %1</source>
        <translation>%1 处的指标</translation>
    </message>
</context>
<context>
    <name>aisle::RunCurves</name>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>%1 on validation data</source>
        <translation>验证数据上的 %1</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>Nothing was judged while it trained.</source>
        <translation>训练期间没有评估。</translation>
    </message>
    <message>
        <source>These recommenders are solved in one step: they have no curve.</source>
        <translation>这些推荐算法一步求解，没有曲线。</translation>
    </message>
    <message>
        <source>This recommender is solved in one step: it has no curve.</source>
        <translation>这个推荐算法一步求解，没有曲线。</translation>
    </message>
</context>
<context>
    <name>aisle::RunGroupHeading</name>
    <message>
        <source>%1 · training data %2</source>
        <translation>%1 · 训练数据 %2</translation>
    </message>
    <message numerus="yes">
        <source>%n run(s)</source>
        <translation>
            <numerusform>%n 条训练记录</numerusform>
        </translation>
    </message>
    <message>
        <source>Evaluate under this protocol</source>
        <translation>按此口径评测</translation>
    </message>
    <message>
        <source>Judges the selected runs as the runs below were judged, without training them again</source>
        <translation>按下方训练记录的口径评测所选记录，无需重新训练</translation>
    </message>
    <message>
        <source>The selected runs learnt from other data: train them again to judge them here.</source>
        <translation>所选训练记录用的是其他数据：需重新训练才能在此评测。</translation>
    </message>
    <message>
        <source>data taken back</source>
        <translation>数据已撤回</translation>
    </message>
    <message>
        <source>The project no longer has the events that these runs learnt from.</source>
        <translation>项目中已没有这些记录训练所用的行为事件。</translation>
    </message>
</context>
<context>
    <name>aisle::RunTableModel</name>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 分 %2 秒</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 小时 %2 分</translation>
    </message>
    <message>
        <source>%1 #%2</source>
        <translation>%1 #%2</translation>
    </message>
    <message>
        <source>today %1</source>
        <translation>今天 %1</translation>
    </message>
    <message>
        <source>Compare this run</source>
        <translation>对比这条训练记录</translation>
    </message>
    <message>
        <source>Stop comparing this run</source>
        <translation>不再对比这条训练记录</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1, 95 % interval %2 to %3</source>
        <translation>%1，95% 区间 %2 至 %3</translation>
    </message>
    <message>
        <source>Compared</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>训练记录</translation>
    </message>
    <message>
        <source>Rank</source>
        <translation>排名</translation>
    </message>
    <message>
        <source>Recommender</source>
        <translation>推荐算法</translation>
    </message>
    <message>
        <source>Changed parameters</source>
        <translation>改动的参数</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>用时</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>By %1. Runs that cannot be told apart from the best share its place.</source>
        <translation>按 %1 排名。与最佳训练记录无法区分的，并列同一名次。</translation>
    </message>
    <message>
        <source>%1 Difference from the best: %2, 95 % interval over all runs %3 to %4.</source>
        <translation>%1 与最佳的差：%2，对全部训练记录同时成立的 95% 区间 %3 至 %4。</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>轮次</translation>
    </message>
</context>
<context>
    <name>aisle::RunToolbar</name>
    <message>
        <source>Compare</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>Compare the selected runs, up to four</source>
        <translation>对比所选训练记录，最多四条</translation>
    </message>
    <message>
        <source>Train again</source>
        <translation>重新训练</translation>
    </message>
    <message>
        <source>Opens the Train page with what this run was trained with</source>
        <translation>用这条训练记录的设置打开训练页</translation>
    </message>
    <message>
        <source>Evaluate again</source>
        <translation>重新评测</translation>
    </message>
    <message>
        <source>Judge the selected runs under another protocol, without training</source>
        <translation>按另一口径评测所选训练记录，无需训练</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Delete the selected runs (%1); Undo brings them back</source>
        <translation>删除所选训练记录（%1）；可以撤销</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Export CSV</source>
        <translation>导出 CSV</translation>
    </message>
    <message>
        <source>What the metrics mean</source>
        <translation>指标的含义</translation>
    </message>
    <message>
        <source>Save lists</source>
        <translation>保存推荐列表</translation>
    </message>
    <message>
        <source>Save everybody&apos;s lists of the selected runs, or of the compared ones, as they would be made today</source>
        <translation>保存选中（或正在比较）的训练记录给每位顾客的推荐列表，按今天的数据生成</translation>
    </message>
    <message>
        <source>%1 products a shopper ...</source>
        <translation>每位顾客 %1 件商品…</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>What the run was trained with, and its curves (Enter)</source>
        <translation>训练记录的设置及其曲线（回车）</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Export a page on the data, some runs and some shoppers&apos; lists</source>
        <translation>导出一份报告：数据、若干训练记录，以及部分顾客的推荐列表</translation>
    </message>
</context>
<context>
    <name>aisle::RunView</name>
    <message>
        <source>Recommender</source>
        <translation>推荐算法</translation>
    </message>
    <message>
        <source>Judged</source>
        <translation>评估方式</translation>
    </message>
    <message>
        <source>Learnt from</source>
        <translation>学习自</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Training data</source>
        <translation>训练数据</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>Best epoch</source>
        <translation>最佳轮次</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Judging</source>
        <translation>评估</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Version of Aisle</source>
        <translation>Aisle 版本</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Close this run (Esc)</source>
        <translation>关闭此训练记录（Esc）</translation>
    </message>
    <message>
        <source>Close this run</source>
        <translation>关闭此训练记录</translation>
    </message>
    <message>
        <source>What the run was trained with</source>
        <translation>训练记录的设置</translation>
    </message>
    <message>
        <source>Since then</source>
        <translation>此后的变化</translation>
    </message>
    <message>
        <source>%1 [shopper|shoppers], %2 [product|products], %3 [event|events] to learn from</source>
        <translation>%1 位顾客，%2 件商品，%3 条可学习的行为事件</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>特征</translation>
    </message>
    <message>
        <source>Knowledge graph</source>
        <translation>知识图谱</translation>
    </message>
</context>
<context>
    <name>aisle::RunsPage</name>
    <message>
        <source>Figures under different headings are not comparable: they were judged in another way or on other data.</source>
        <translation>不同标题下的指标不可比较：评测方式或数据不同。</translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) deleted.</source>
        <translation>
            <numerusform>已删除 %n 条训练记录。</numerusform>
        </translation>
    </message>
    <message>
        <source>With seen products offered</source>
        <translation>推荐已有商品</translation>
    </message>
    <message>
        <source>With seen products left out</source>
        <translation>不推荐已有商品</translation>
    </message>
    <message>
        <source>Like: %1</source>
        <translation>同 %1</translation>
    </message>
    <message>
        <source>No run is kept yet. Train a recommender, or compare four at once.</source>
        <translation>还没有训练记录。训练一个算法，或一次比较四个。</translation>
    </message>
    <message>
        <source>Choose what to train</source>
        <translation>选择训练内容</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>训练记录</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Reading the runs...</source>
        <translation>正在读取训练记录……</translation>
    </message>
    <message>
        <source>The data that these runs learnt from were taken back: their figures tell of a log that the project no longer has.</source>
        <translation>这些记录训练所用的数据已被撤回：其指标反映的日志已不在项目中。</translation>
    </message>
    <message>
        <source>Save everybody&apos;s lists</source>
        <translation>保存所有顾客的推荐列表</translation>
    </message>
    <message>
        <source>Lists (*.csv *.csv.gz *.jsonl *.jsonl.gz)</source>
        <translation>推荐列表 (*.csv *.csv.gz *.jsonl *.jsonl.gz)</translation>
    </message>
    <message>
        <source>On the selected runs ...</source>
        <translation>针对选中的训练记录…</translation>
    </message>
    <message>
        <source>On the selected runs: four at most</source>
        <translation>针对选中的训练记录：最多四条</translation>
    </message>
    <message>
        <source>On the compared runs ...</source>
        <translation>针对正在对比的训练记录…</translation>
    </message>
    <message>
        <source>On all runs, the best of them compared ...</source>
        <translation>针对全部训练记录，对比其中最好的…</translation>
    </message>
    <message>
        <source>%1 [list is|lists are] in %2.</source>
        <translation>%1 个推荐列表已保存到 %2。</translation>
    </message>
</context>
<context>
    <name>aisle::SeenChoice</name>
    <message>
        <source>This recommender lists what a shopper already has: judge it with those products offered.</source>
        <translation>这个算法推荐顾客已有的商品：评测时应允许推荐它们。</translation>
    </message>
    <message>
        <source>How much of what shoppers want they already had is not known yet.</source>
        <translation>还不知道顾客想要的商品中有多少是已有的。</translation>
    </message>
    <message>
        <source>%1 of the relevant products of the test part are ones that shoppers already had. Recommended: offer those products too.</source>
        <translation>测试段中相关商品有 %1 是顾客已有的。建议：也推荐这些商品。</translation>
    </message>
    <message>
        <source>%1 of the relevant products of the test part are ones that shoppers already had. Recommended: leave those products out.</source>
        <translation>测试段中相关商品有 %1 是顾客已有的。建议：不推荐这些商品。</translation>
    </message>
    <message>
        <source>Products a shopper already has</source>
        <translation>顾客已有的商品</translation>
    </message>
    <message>
        <source>Left out of lists</source>
        <translation>不推荐</translation>
    </message>
    <message>
        <source>Offered again</source>
        <translation>继续推荐</translation>
    </message>
</context>
<context>
    <name>aisle::SegmentView</name>
    <message>
        <source>events: %1</source>
        <translation>行为事件：%1</translation>
    </message>
    <message>
        <source>events: %1 to %2</source>
        <translation>行为事件：%1 至 %2</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 至 %2</translation>
    </message>
    <message>
        <source>p = %1 (paired t-test, by Holm over all groups), effect size %2.</source>
        <translation>p = %1（配对 t 检验，对所有分群作 Holm 校正），效应量 %2。</translation>
    </message>
    <message>
        <source>Groups of shoppers</source>
        <translation>顾客分群</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>分群</translation>
    </message>
    <message>
        <source>Shoppers</source>
        <translation>顾客数</translation>
    </message>
    <message>
        <source>%1 − %2</source>
        <translation>%1 − %2</translation>
    </message>
    <message>
        <source>95 % interval</source>
        <translation>95% 区间</translation>
    </message>
    <message>
        <source>Working out what the two runs mean to groups of shoppers ...</source>
        <translation>正在计算两条训练记录对各顾客分群的影响…</translation>
    </message>
    <message>
        <source>No group of at least 30 shoppers was judged with both runs.</source>
        <translation>没有任何至少 30 位顾客的分群同时被两条训练记录评测过。</translation>
    </message>
    <message>
        <source>%1 by groups of at least 30 shoppers, the largest effect first. Return or double click selects a group&apos;s shoppers.</source>
        <translation>按至少 30 位顾客的分群比较 %1，效应最大的在前。按回车或双击可选中该分群的顾客。</translation>
    </message>
</context>
<context>
    <name>aisle::SelectionChoice</name>
    <message numerus="yes">
        <source>%n shopper(s)</source>
        <translation>
            <numerusform>%n 位顾客</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n product(s)</source>
        <translation>
            <numerusform>%n 个商品</numerusform>
        </translation>
    </message>
    <message>
        <source> and </source>
        <translation>和</translation>
    </message>
    <message>
        <source>Only %1 count in training and test.</source>
        <translation>训练和测试只计 %1。</translation>
    </message>
    <message>
        <source>%1 are selected. Training uses the whole project.</source>
        <translation>已选中 %1。训练使用整个项目。</translation>
    </message>
    <message>
        <source>Use everything</source>
        <translation>使用全部</translation>
    </message>
    <message>
        <source>Use as training filter</source>
        <translation>用作训练筛选</translation>
    </message>
</context>
<context>
    <name>aisle::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>线程</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>处理器</translation>
    </message>
    <message>
        <source>GPU (CUDA)</source>
        <translation>GPU (CUDA)</translation>
    </message>
    <message>
        <source>Looking for a GPU...</source>
        <translation>正在查找 GPU……</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Follow the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>All cores (%1)</source>
        <translation>全部核心（%1）</translation>
    </message>
    <message>
        <source>What a training may use. The same number of threads gives the same result.</source>
        <translation>训练可用的线程数。线程数相同，结果相同。</translation>
    </message>
    <message>
        <source>GPU where there is one, else the processor</source>
        <translation>有 GPU 时使用 GPU，否则使用处理器</translation>
    </message>
</context>
<context>
    <name>aisle::SheetActions</name>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Save as CSV ...</source>
        <translation>保存为 CSV…</translation>
    </message>
</context>
<context>
    <name>aisle::SheetOutput</name>
    <message>
        <source>Save rows</source>
        <translation>保存行</translation>
    </message>
    <message>
        <source>CSV (*.csv);;Packed CSV (*.csv.gz)</source>
        <translation>CSV (*.csv);;压缩的 CSV (*.csv.gz)</translation>
    </message>
    <message>
        <source>Saving %1</source>
        <translation>正在保存 %1</translation>
    </message>
    <message>
        <source>Copying %1 [row|rows]</source>
        <translation>正在复制 %1 行</translation>
    </message>
    <message>
        <source>%1 [row|rows] copied.</source>
        <translation>已复制 %1 行。</translation>
    </message>
    <message>
        <source>%1 [row is|rows are] in %2.</source>
        <translation>%1 行已保存到 %2。</translation>
    </message>
    <message>
        <source>%1 of %2 [row|rows] copied: the clipboard holds no more.</source>
        <translation>已复制 %2 行中的 %1 行：剪贴板放不下更多。</translation>
    </message>
</context>
<context>
    <name>aisle::ShopperFinder</name>
    <message>
        <source>Most active</source>
        <translation>最活跃</translation>
    </message>
    <message>
        <source>Newest</source>
        <translation>最新</translation>
    </message>
    <message>
        <source>Random</source>
        <translation>随机</translation>
    </message>
    <message>
        <source>Lists changed most, %1 to %2</source>
        <translation>列表变化最大，%1 与 %2</translation>
    </message>
    <message>
        <source>Won most by %1 against %2</source>
        <translation>%1 相对 %2 赢得最多</translation>
    </message>
    <message>
        <source>Lost most by %1 against %2</source>
        <translation>%1 相对 %2 输得最多</translation>
    </message>
    <message>
        <source>Comparing the lists of both runs: %1 %</source>
        <translation>正在比较两边的列表：%1%</translation>
    </message>
    <message>
        <source>Finding shoppers</source>
        <translation>正在查找顾客</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>No shopper fits.</source>
        <translation>没有符合的顾客。</translation>
    </message>
    <message>
        <source>No shopper&apos;s key holds “%1”.</source>
        <translation>没有顾客的编码包含“%1”。</translation>
    </message>
    <message>
        <source>The first %1 of %2</source>
        <translation>%2 位中的前 %1 位</translation>
    </message>
    <message numerus="yes">
        <source>%n shopper(s)</source>
        <translation>
            <numerusform>%n 位顾客</numerusform>
        </translation>
    </message>
    <message>
        <source>Shoppers</source>
        <translation>顾客</translation>
    </message>
    <message>
        <source>Find by key</source>
        <translation>按编码查找</translation>
    </message>
    <message>
        <source>Find a shopper by key</source>
        <translation>按编码查找顾客</translation>
    </message>
    <message>
        <source>Which shoppers are listed first</source>
        <translation>哪些顾客排在前面</translation>
    </message>
    <message>
        <source>Draw others</source>
        <translation>换一批</translation>
    </message>
    <message>
        <source>Shoppers found</source>
        <translation>找到的顾客</translation>
    </message>
</context>
<context>
    <name>aisle::ShoppersPage</name>
    <message>
        <source>There are no shoppers in this project yet. Import a behaviour log first.</source>
        <translation>这个项目还没有顾客。请先导入行为日志。</translation>
    </message>
    <message>
        <source>Import files</source>
        <translation>导入文件</translation>
    </message>
    <message>
        <source>Choose a shopper to see the history and the lists.</source>
        <translation>选择一位顾客，查看历史与推荐列表。</translation>
    </message>
    <message>
        <source>Take one at random</source>
        <translation>随机选一位</translation>
    </message>
    <message>
        <source>Compare a run first: what the lists knew in its test can then be shown.</source>
        <translation>请先选择要对比的训练记录，才能显示列表在测试时知道什么。</translation>
    </message>
    <message>
        <source>Shoppers</source>
        <translation>顾客</translation>
    </message>
    <message>
        <source>Find a shopper</source>
        <translation>查找顾客</translation>
    </message>
</context>
<context>
    <name>aisle::SimilarView</name>
    <message>
        <source>Picture to find the like of</source>
        <translation>选择图片，查找相像的商品</translation>
    </message>
    <message>
        <source>Pictures (*.jpg *.jpeg *.png *.gif *.bmp *.webp)</source>
        <translation>图片 (*.jpg *.jpeg *.png *.gif *.bmp *.webp)</translation>
    </message>
    <message>
        <source>Like the picture</source>
        <translation>与图片相似</translation>
    </message>
    <message>
        <source>Like %1</source>
        <translation>与 %1 相似</translation>
    </message>
    <message>
        <source>Like &quot;%1&quot;</source>
        <translation>与“%1”相似</translation>
    </message>
    <message>
        <source>place %1 by %2</source>
        <translation>在 %2 中排第 %1</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>In common: %1</source>
        <translation>共同点：%1</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>商品</translation>
    </message>
    <message>
        <source>In common</source>
        <translation>共同点</translation>
    </message>
    <message>
        <source>Other list</source>
        <translation>另一列表</translation>
    </message>
    <message>
        <source>Also in</source>
        <translation>也出现于</translation>
    </message>
    <message>
        <source>Cosine</source>
        <translation>余弦</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>占比</translation>
    </message>
    <message>
        <source>Nearest by cosine; double click to choose</source>
        <translation>按余弦由近到远；双击选中</translation>
    </message>
    <message>
        <source>What the run would show to somebody who chose this product only</source>
        <translation>对只选过该商品的人，这条训练记录会推荐的商品</translation>
    </message>
    <message>
        <source>There is nothing to compare by yet: make features of the catalogue&apos;s texts or pictures, or compare runs.</source>
        <translation>还没有可作依据的内容：请由目录的文字或图片生成特征，或加入对比的训练记录。</translation>
    </message>
    <message>
        <source>Open Features</source>
        <translation>打开“特征”</translation>
    </message>
    <message>
        <source>Choose a product, type some words, or drop a picture here.</source>
        <translation>选择一个商品、输入几个词，或把图片拖到这里。</translation>
    </message>
    <message>
        <source>Reading the vectors...</source>
        <translation>正在读取向量…</translation>
    </message>
    <message>
        <source>This run has never seen the product.</source>
        <translation>这条训练记录从未见过该商品。</translation>
    </message>
    <message>
        <source>The product has no vector in this table.</source>
        <translation>这张表中没有该商品的向量。</translation>
    </message>
    <message>
        <source>This recommender does not tell products apart.</source>
        <translation>这个算法不区分商品。</translation>
    </message>
    <message>
        <source>No other product has a vector in this table.</source>
        <translation>这张表中没有其他商品的向量。</translation>
    </message>
    <message>
        <source>Find by words</source>
        <translation>按文字查找</translation>
    </message>
    <message>
        <source>Words as a title has them: the products nearest to them, under tables of texts</source>
        <translation>像标题那样的词：在文字特征表中查找最接近的商品</translation>
    </message>
    <message>
        <source>Picture...</source>
        <translation>图片…</translation>
    </message>
    <message>
        <source>A picture: the products that look like it, under tables of pictures. It can also be dropped here or pasted</source>
        <translation>图片：在图片特征表中查找相像的商品。也可拖放或粘贴到这里</translation>
    </message>
    <message>
        <source>Back to the chosen product</source>
        <translation>回到所选商品</translation>
    </message>
    <message>
        <source>Another column</source>
        <translation>再加一列</translation>
    </message>
    <message>
        <source>Similar by</source>
        <translation>相似商品，依据</translation>
    </message>
    <message>
        <source>Similar products, column %1</source>
        <translation>相似商品，第 %1 列</translation>
    </message>
    <message>
        <source>Table or run of column %1</source>
        <translation>第 %1 列的表或训练记录</translation>
    </message>
    <message>
        <source>Remove this column</source>
        <translation>移除这一列</translation>
    </message>
</context>
<context>
    <name>aisle::SourcesPanel</name>
    <message>
        <source>Sources</source>
        <translation>数据来源</translation>
    </message>
    <message>
        <source>Import files</source>
        <translation>导入文件</translation>
    </message>
    <message>
        <source>What can be done with this import</source>
        <translation>对这次导入的操作</translation>
    </message>
    <message>
        <source>Take this import back...</source>
        <translation>撤回这次导入……</translation>
    </message>
    <message>
        <source>%1 rejected</source>
        <translation>%1 行被拒绝</translation>
    </message>
    <message>
        <source>Import again with other choices...</source>
        <translation>换其他设置再次导入……</translation>
    </message>
    <message>
        <source>Import %1</source>
        <translation>导入 %1</translation>
    </message>
    <message>
        <source>%1 left out</source>
        <translation>%1 行未导入</translation>
    </message>
    <message>
        <source>catalogue: %1 [product|products]</source>
        <translation>目录：%1 个商品</translation>
    </message>
    <message>
        <source>attributes of %1 [shopper|shoppers]</source>
        <translation>%1 位顾客的属性</translation>
    </message>
    <message>
        <source>%1 [event|events]</source>
        <translation>%1 条事件</translation>
    </message>
    <message>
        <source>%1 [duplicate|duplicates]</source>
        <translation>%1 行重复</translation>
    </message>
</context>
<context>
    <name>aisle::SplitEditor</name>
    <message>
        <source>Test %1 %</source>
        <translation>测试 %1%</translation>
    </message>
    <message>
        <source>The oldest events teach, the newest test: as it is in a shop, where nobody knows tomorrow.</source>
        <translation>用较早的事件学习，用最新的事件测试：和真实店铺一样，谁也不知道明天。</translation>
    </message>
    <message>
        <source>Everything before the first date teaches; from the second date on it tests.</source>
        <translation>第一个日期之前用于学习，第二个日期起用于测试。</translation>
    </message>
    <message>
        <source>Every shopper&apos;s last event tests, the last but one validates: as sequence papers do.</source>
        <translation>每位顾客的最后一条事件用于测试，倒数第二条用于验证：序列推荐论文的做法。</translation>
    </message>
    <message>
        <source>Some events of every shopper, drawn at random: to compare with papers. Later events may teach what earlier ones test.</source>
        <translation>从每位顾客的事件中随机抽取：便于与论文对照。可能用较晚的事件去预测较早的。</translation>
    </message>
    <message>
        <source>Some of all events, drawn at random: to compare with papers.</source>
        <translation>从全部事件中随机抽取：便于与论文对照。</translation>
    </message>
    <message>
        <source>The events in equal parts at random; one part tests. There is no validation part.</source>
        <translation>把事件随机等分，一份用于测试，没有验证部分。</translation>
    </message>
    <message>
        <source>Some shoppers are not learnt from at all: how well are newcomers served?</source>
        <translation>部分顾客完全不参与学习：看看对新顾客效果如何。</translation>
    </message>
    <message>
        <source>The log came split, and its parts are used.</source>
        <translation>日志自带划分，直接使用。</translation>
    </message>
    <message>
        <source>Everything is learnt from and nothing is tested: the run to show and to ship, after its twin was judged.</source>
        <translation>全部用于学习，不做测试：在同样的设置评测过之后，用于展示和上线。</translation>
    </message>
    <message>
        <source>By time, shares</source>
        <translation>按时间（比例）</translation>
    </message>
    <message>
        <source>By time, dates</source>
        <translation>按时间（日期）</translation>
    </message>
    <message>
        <source>Each shopper&apos;s last event</source>
        <translation>每位顾客的最后一条事件</translation>
    </message>
    <message>
        <source>At random within each shopper</source>
        <translation>每位顾客内随机</translation>
    </message>
    <message>
        <source>At random over all events</source>
        <translation>全部事件随机</translation>
    </message>
    <message>
        <source>Folds</source>
        <translation>多折</translation>
    </message>
    <message>
        <source>New shoppers</source>
        <translation>新顾客</translation>
    </message>
    <message>
        <source>As the log says</source>
        <translation>按日志自带划分</translation>
    </message>
    <message>
        <source>Nothing held out</source>
        <translation>不留出</translation>
    </message>
    <message>
        <source>How the events are divided</source>
        <translation>事件如何划分</translation>
    </message>
    <message>
        <source>Train %</source>
        <translation>训练 %</translation>
    </message>
    <message>
        <source>Validation %</source>
        <translation>验证 %</translation>
    </message>
    <message>
        <source>Validation from</source>
        <translation>验证自</translation>
    </message>
    <message>
        <source>Test from</source>
        <translation>测试自</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>份数</translation>
    </message>
    <message>
        <source>Tested part</source>
        <translation>测试份</translation>
    </message>
    <message>
        <source>Known of a new shopper, %</source>
        <translation>新顾客已知的部分 %</translation>
    </message>
    <message>
        <source>Every shopper&apos;s last basket tests, the last but one validates: what will they buy next time? Offer seen products, since baskets live on repeats.</source>
        <translation>每位顾客的最后一个购物篮用于测试，倒数第二个用于验证：下次会买什么？请允许推荐已购商品，因为购物篮离不开复购。</translation>
    </message>
    <message>
        <source>Some products are not learnt from at all: how well are new ones placed?</source>
        <translation>部分商品完全不参与学习：新商品能排到多好的位置？</translation>
    </message>
    <message>
        <source>The shoppers in equal parts at random; one part is not learnt from and tests. There is no validation part.</source>
        <translation>顾客随机分成相等的几份；其中一份不参与训练，用于测试。没有验证集。</translation>
    </message>
    <message>
        <source>Each shopper&apos;s last basket</source>
        <translation>每位顾客的最后一个购物篮</translation>
    </message>
    <message>
        <source>New products</source>
        <translation>新商品</translation>
    </message>
    <message>
        <source>Folds of shoppers</source>
        <translation>按顾客分折</translation>
    </message>
    <message>
        <source>Known events at random</source>
        <translation>已知事件随机抽取</translation>
    </message>
</context>
<context>
    <name>aisle::StartPage</name>
    <message>
        <source>not there any more</source>
        <translation>已不存在</translation>
    </message>
    <message>
        <source>Open a project</source>
        <translation>打开项目</translation>
    </message>
    <message>
        <source>A .aisle file: one project, everything in it.</source>
        <translation>一个 .aisle 文件就是一个项目，内容齐全。</translation>
    </message>
    <message>
        <source>Drop files here</source>
        <translation>把文件拖到这里</translation>
    </message>
    <message>
        <source>CSV, zip, gz: events, products, shoppers. Or click to choose.</source>
        <translation>CSV、zip、gz：事件、商品、顾客。也可点击选择。</translation>
    </message>
    <message>
        <source>Try it with a sample shop</source>
        <translation>用示例店铺试一试</translation>
    </message>
    <message>
        <source>541,909 invoice lines of a British gift shop, as raw as they came.</source>
        <translation>一家英国礼品店的 541,909 行发票明细，未经加工。</translation>
    </message>
    <message>
        <source>Recent projects</source>
        <translation>最近的项目</translation>
    </message>
    <message>
        <source>Remove from this list</source>
        <translation>从列表中移除</translation>
    </message>
    <message>
        <source>Load a shop&apos;s behaviour log, train recommenders on this machine, and see the very list each shopper would get, and why.
Nothing leaves this computer.</source>
        <translation>载入店铺的行为日志，在本机训练推荐算法，看到每位顾客会得到的推荐列表及其原因。
数据不会离开这台电脑。</translation>
    </message>
</context>
<context>
    <name>aisle::StoppedRuns</name>
    <message>
        <source>Stopped trainings</source>
        <translation>中断的训练</translation>
    </message>
    <message numerus="yes">
        <source>after %n epoch(s), %1</source>
        <translation>
            <numerusform>%n 轮之后，%1</numerusform>
        </translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Go on from the last epoch; the result is the same as if it had never stopped</source>
        <translation>从最后一轮继续；结果与从未中断相同</translation>
    </message>
    <message>
        <source>Throw it away; Undo brings it back</source>
        <translation>丢弃；可用“撤销”找回</translation>
    </message>
    <message>
        <source>Throw %1 away</source>
        <translation>丢弃 %1</translation>
    </message>
</context>
<context>
    <name>aisle::TablePane</name>
    <message>
        <source>Clear filters</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>Earlier rows</source>
        <translation>前面的行</translation>
    </message>
    <message>
        <source>Later rows</source>
        <translation>后面的行</translation>
    </message>
    <message>
        <source>Looking through the rows ...</source>
        <translation>正在查找……</translation>
    </message>
    <message>
        <source>Rows %1 to %2 of %3 are shown: a table holds no more at once</source>
        <translation>显示第 %1 至 %2 行，共 %3 行：表格一次放不下更多</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Save as CSV</source>
        <translation>保存为 CSV</translation>
    </message>
    <message>
        <source>Save the rows that are shown here, as they are filtered and sorted</source>
        <translation>按当前的筛选和排序保存这里显示的行</translation>
    </message>
    <message>
        <source>None of these rows belongs to what is selected.</source>
        <translation>这些行都不属于所选内容。</translation>
    </message>
    <message>
        <source>No row fits the filters.</source>
        <translation>没有符合筛选条件的行。</translation>
    </message>
    <message>
        <source>%1 [row|rows]</source>
        <translation>%1 行</translation>
    </message>
    <message>
        <source>%1 of %2 [row|rows]</source>
        <translation>%1 / %2 行</translation>
    </message>
</context>
<context>
    <name>aisle::TableView</name>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Filter to this</source>
        <translation>只看这个</translation>
    </message>
    <message>
        <source>Filter out</source>
        <translation>排除这个</translation>
    </message>
    <message>
        <source>Open shopper</source>
        <translation>打开顾客</translation>
    </message>
    <message>
        <source>Show on map</source>
        <translation>在地图上显示</translation>
    </message>
    <message>
        <source>Open product</source>
        <translation>打开商品</translation>
    </message>
    <message>
        <source>%1 (empty)</source>
        <translation>%1（空）</translation>
    </message>
    <message>
        <source>Save selected rows as CSV ...</source>
        <translation>将选中的行保存为 CSV…</translation>
    </message>
    <message>
        <source>Save all rows as CSV ...</source>
        <translation>将所有行保存为 CSV…</translation>
    </message>
</context>
<context>
    <name>aisle::TimelineView</name>
    <message>
        <source>Train %1</source>
        <translation>训练 %1</translation>
    </message>
    <message>
        <source>Test %1</source>
        <translation>测试 %1</translation>
    </message>
    <message>
        <source>Validation %1</source>
        <translation>验证 %1</translation>
    </message>
    <message>
        <source>to %1</source>
        <translation>至 %1</translation>
    </message>
    <message>
        <source>from %1, test from %2</source>
        <translation>自 %1，测试自 %2</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>自 %1</translation>
    </message>
    <message>
        <source>How the events are divided</source>
        <translation>事件如何划分</translation>
    </message>
    <message>
        <source>Train %1, validation %2, test %3 of the events</source>
        <translation>事件中训练 %1、验证 %2、测试 %3</translation>
    </message>
</context>
<context>
    <name>aisle::TrainEstimator</name>
    <message>
        <source>Less than a second</source>
        <translation>不到一秒</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>About %1</source>
        <translation>约 %1</translation>
    </message>
    <message>
        <source>Working out how long it takes ...</source>
        <translation>正在估算用时……</translation>
    </message>
    <message>
        <source>It needs %1 of memory and %2 are free: filter the data or choose a smaller recommender.</source>
        <translation>需要 %1 内存，目前可用 %2：请筛选数据，或换一个更小的算法。</translation>
    </message>
    <message>
        <source>%1, %2. %3</source>
        <translation>%1，%2。%3</translation>
    </message>
    <message>
        <source>Up to %1</source>
        <translation>不到 %1</translation>
    </message>
    <message>
        <source>%1 to %2 s</source>
        <comment>seconds</comment>
        <translation>%1 至 %2 秒</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <comment>times</comment>
        <translation>%1 至 %2</translation>
    </message>
    <message>
        <source>%1 [shopper|shoppers], %2 [product|products], %3 [event|events] to learn from.</source>
        <translation>用于学习：%1 位顾客、%2 个商品、%3 条事件。</translation>
    </message>
</context>
<context>
    <name>aisle::TrainPage</name>
    <message>
        <source>This project is open for reading only: runs cannot be kept.</source>
        <translation>项目以只读方式打开，无法保存训练记录。</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>%1 is trained.</source>
        <translation>%1 已训练完成。</translation>
    </message>
    <message>
        <source>%1 is trained: %2 is %3 on the test part.</source>
        <translation>%1 已训练完成：测试段上 %2 为 %3。</translation>
    </message>
    <message>
        <source>The quick comparison is done.</source>
        <translation>快速比较已完成。</translation>
    </message>
    <message>
        <source>Show runs</source>
        <translation>查看训练记录</translation>
    </message>
    <message>
        <source>There is nothing to learn from yet. Import a behaviour log first.</source>
        <translation>还没有可学习的数据。请先导入行为日志。</translation>
    </message>
    <message>
        <source>Import files</source>
        <translation>导入文件</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>全部重置</translation>
    </message>
    <message>
        <source>It has no parameters.</source>
        <translation>它没有参数。</translation>
    </message>
    <message>
        <source>Name of the run</source>
        <translation>训练记录名称</translation>
    </message>
    <message>
        <source>Optional</source>
        <translation>可选</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Fold</source>
        <translation>收起</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>更改</translation>
    </message>
    <message>
        <source>Train %1 runs</source>
        <translation>训练 %1 次</translation>
    </message>
    <message>
        <source>%1 runs are too many at once: name fewer values.</source>
        <translation>一次训练 %1 次太多：请减少取值。</translation>
    </message>
    <message>
        <source>The first of them: %1</source>
        <translation>其中第一次：%1</translation>
    </message>
    <message>
        <source>Several numbers in a field, such as 50, 100, 200, train a run for each.</source>
        <translation>一栏中写多个数，如 50, 100, 200，则每个数各训练一次。</translation>
    </message>
    <message>
        <source>What is learnt from, what is tested and how it is judged</source>
        <translation>从什么学习、测试什么以及如何评测</translation>
    </message>
</context>
<context>
    <name>aisle::TrainingView</name>
    <message>
        <source>waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>training</source>
        <translation>训练中</translation>
    </message>
    <message>
        <source>done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Waiting for the training before it.</source>
        <translation>正在等待前一个训练。</translation>
    </message>
    <message>
        <source>Done in %1.</source>
        <translation>用时 %1。</translation>
    </message>
    <message>
        <source>Cancelled after %1; nothing of it is kept.</source>
        <translation>%1 后取消，没有保留内容。</translation>
    </message>
    <message>
        <source>%1 samples/s</source>
        <translation>%1 样本/秒</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>%1 on validation data</source>
        <translation>验证数据上的 %1</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>This recommender is solved in one step: it has no curve.</source>
        <translation>这个算法一步求解，没有曲线。</translation>
    </message>
    <message>
        <source>The first epoch is not over yet.</source>
        <translation>第一轮尚未结束。</translation>
    </message>
    <message>
        <source>Nothing to report.</source>
        <translation>没有需要报告的内容。</translation>
    </message>
    <message>
        <source>While a recommender trains, its curves, epochs and log appear here.</source>
        <translation>训练时，曲线、轮次和日志会显示在这里。</translation>
    </message>
    <message>
        <source>Keep best</source>
        <translation>保留最佳</translation>
    </message>
    <message>
        <source>Stop now and keep the best epoch so far</source>
        <translation>立即停止，保留目前最好的一轮</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Stop and keep nothing</source>
        <translation>停止，不保留</translation>
    </message>
    <message>
        <source>Training shown</source>
        <translation>显示的训练</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>轮数</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Paused after %1: it can go on from its last epoch.</source>
        <translation>已在 %1 之后暂停：可从最后一轮继续。</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Stop now and go on later from the last epoch, also after the program was closed</source>
        <translation>现在停下，以后从最后一轮继续，关闭程序后也可以</translation>
    </message>
    <message>
        <source>It stops after this epoch and keeps the best state so far.</source>
        <translation>本轮结束后停止，保留目前最佳的状态。</translation>
    </message>
    <message>
        <source>Nothing was judged while it trained.</source>
        <translation>训练期间没有评估。</translation>
    </message>
</context>
<context>
    <name>aisle::TripleDialog</name>
    <message>
        <source>An end is the name of an entity, or the key of a product; what is neither becomes a new entity.</source>
        <translation>两端填实体名称或商品编号；两者都不是时会成为新实体。</translation>
    </message>
    <message>
        <source>Add a triple</source>
        <translation>添加三元组</translation>
    </message>
    <message>
        <source>Head</source>
        <translation>头实体</translation>
    </message>
    <message>
        <source>Relation</source>
        <translation>关系</translation>
    </message>
    <message>
        <source>Tail</source>
        <translation>尾实体</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>what is spoken of</source>
        <translation>所说的对象</translation>
    </message>
    <message>
        <source>what is said of it</source>
        <translation>关于它的内容</translation>
    </message>
    <message>
        <source>how they belong together</source>
        <translation>两者的关系</translation>
    </message>
</context>
<context>
    <name>aisle::TripleImportDialog</name>
    <message>
        <source>File of pairs of shoppers</source>
        <translation>顾客关系对文件</translation>
    </message>
    <message>
        <source>File of triples</source>
        <translation>三元组文件</translation>
    </message>
    <message>
        <source>File of links</source>
        <translation>关联文件</translation>
    </message>
    <message>
        <source>Names of the entities</source>
        <translation>实体名称文件</translation>
    </message>
    <message>
        <source>Names of the relations</source>
        <translation>关系名称文件</translation>
    </message>
    <message>
        <source>Choose a file.</source>
        <translation>请选择文件。</translation>
    </message>
    <message>
        <source>There is no file %1.</source>
        <translation>没有文件 %1。</translation>
    </message>
    <message>
        <source>Say what one shopper is to the other.</source>
        <translation>请写出一位顾客与另一位的关系。</translation>
    </message>
    <message>
        <source>Two keys of shoppers a line. What was there stays.</source>
        <translation>每行两个顾客编号。原有内容保留。</translation>
    </message>
    <message>
        <source>Head, relation and tail a line. Without links nothing says which entity is which product.</source>
        <translation>每行为头实体、关系、尾实体。没有关联文件时，无法知道哪个实体是哪个商品。</translation>
    </message>
    <message>
        <source>Head, relation and tail a line; the links say which entity is which product. What was there stays.</source>
        <translation>每行为头实体、关系、尾实体；关联文件说明哪个实体是哪个商品。原有内容保留。</translation>
    </message>
    <message>
        <source>Import into the graph</source>
        <translation>导入图谱</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Links to products</source>
        <translation>与商品的关联</translation>
    </message>
    <message>
        <source>Names of entities</source>
        <translation>实体名称</translation>
    </message>
    <message>
        <source>Names of relations</source>
        <translation>关系名称</translation>
    </message>
    <message>
        <source>Order of the columns</source>
        <translation>列的顺序</translation>
    </message>
    <message>
        <source>Relation</source>
        <translation>关系</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Triples of a knowledge graph</source>
        <translation>知识图谱的三元组</translation>
    </message>
    <message>
        <source>Pairs of shoppers: who trusts whom</source>
        <translation>顾客关系对：谁信任谁</translation>
    </message>
    <message>
        <source>As the file says</source>
        <translation>按文件所示</translation>
    </message>
    <message>
        <source>Head, relation, tail</source>
        <translation>头实体、关系、尾实体</translation>
    </message>
    <message>
        <source>Head, tail, relation</source>
        <translation>头实体、尾实体、关系</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Choose...</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>An entity that is called as a product&apos;s key is that product</source>
        <translation>以商品编号为名的实体就是该商品</translation>
    </message>
    <message>
        <source>In place of what earlier imports of triples brought</source>
        <translation>替换以前导入的三元组</translation>
    </message>
</context>
<context>
    <name>aisle::ValueChoices</name>
    <message>
        <source>any written form</source>
        <translation>任意书写形式</translation>
    </message>
    <message>
        <source>year first (2011-04-03 14:05)</source>
        <translation>年在前（2011-04-03 14:05）</translation>
    </message>
    <message>
        <source>seconds since 1970</source>
        <translation>1970 年以来的秒数</translation>
    </message>
    <message>
        <source>milliseconds since 1970</source>
        <translation>1970 年以来的毫秒数</translation>
    </message>
    <message>
        <source>days of a spreadsheet</source>
        <translation>电子表格的日序号</translation>
    </message>
    <message>
        <source>as typed:</source>
        <translation>自行输入：</translation>
    </message>
    <message>
        <source>Form of times</source>
        <translation>时间的形式</translation>
    </message>
    <message>
        <source>yyyy year, MM month, dd day, HH hour, mm minute, ss second, AP for AM and PM. A year that the dates lack stands behind it: MMdd@2014.</source>
        <translation>yyyy 年，MM 月，dd 日，HH 时，mm 分，ss 秒，AP 上下午。日期缺少的年份写在后面：MMdd@2014。</translation>
    </message>
    <message>
        <source>There is no such time zone: type one such as Asia/Shanghai.</source>
        <translation>没有这个时区：请输入如 Asia/Shanghai。</translation>
    </message>
    <message>
        <source>Words that mean nothing is there, with commas between them. An empty field always does.</source>
        <translation>表示“没有”的词，用逗号分隔。空字段总是表示没有。</translation>
    </message>
    <message>
        <source>Times are</source>
        <translation>时间格式</translation>
    </message>
    <message>
        <source>month first (03/04 is 4 March)</source>
        <translation>月在前（03/04 是 3 月 4 日）</translation>
    </message>
    <message>
        <source>day first (03/04 is 3 April)</source>
        <translation>日在前（03/04 是 4 月 3 日）</translation>
    </message>
    <message>
        <source>Dates are written</source>
        <translation>日期写法</translation>
    </message>
    <message>
        <source>Times without a zone are of</source>
        <translation>没有时区的时间属于</translation>
    </message>
    <message>
        <source>with a point (1,234.50)</source>
        <translation>小数点（1,234.50）</translation>
    </message>
    <message>
        <source>with a comma (1.234,50)</source>
        <translation>小数逗号（1.234,50）</translation>
    </message>
    <message>
        <source>Numbers are written</source>
        <translation>数字格式</translation>
    </message>
    <message>
        <source>Empty values</source>
        <translation>空值</translation>
    </message>
</context>
<context>
    <name>aisle::VectorImportDialog</name>
    <message>
        <source>File of vectors</source>
        <translation>向量文件</translation>
    </message>
    <message>
        <source>File of keys</source>
        <translation>键文件</translation>
    </message>
    <message>
        <source>Import vectors</source>
        <translation>导入向量</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Vectors of</source>
        <translation>向量对象</translation>
    </message>
    <message>
        <source>Column of keys</source>
        <translation>键列</translation>
    </message>
    <message>
        <source>Array</source>
        <translation>数组</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>键</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>CSV, .npy, .npz or .safetensors</source>
        <translation>CSV、.npy、.npz 或 .safetensors</translation>
    </message>
    <message>
        <source>a file with a key a line, in the order of the vectors</source>
        <translation>每行一个键的文件，顺序与向量相同</translation>
    </message>
    <message>
        <source>products</source>
        <translation>商品</translation>
    </message>
    <message>
        <source>shoppers</source>
        <translation>顾客</translation>
    </message>
    <message>
        <source>Choose...</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Vectors (%1)</source>
        <translation>向量 (%1)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Choose a file: a table with a column of keys and else numbers, or an array with a row of numbers each.</source>
        <translation>请选择文件：一列键、其余为数字的表格，或每行一组数的数组。</translation>
    </message>
    <message>
        <source>Looking at the file...</source>
        <translation>正在查看文件…</translation>
    </message>
    <message>
        <source>This table has one column: it needs keys and numbers.</source>
        <translation>这个表只有一列：需要键和数字。</translation>
    </message>
    <message>
        <source>Features need a name without a comma.</source>
        <translation>特征需要一个不含逗号的名称。</translation>
    </message>
    <message>
        <source>There are features called %1 already: take another name.</source>
        <translation>已有特征 %1：请换一个名称。</translation>
    </message>
    <message>
        <source>Every column but that of the keys is read as numbers: %1 [number|numbers] a row.</source>
        <translation>除键列外各列都读作数字：每行 %1 个。</translation>
    </message>
    <message>
        <source>Line n of the keys belongs to row n of the vectors.</source>
        <translation>键的第 n 行对应向量的第 n 行。</translation>
    </message>
    <message>
        <source>The keys stand in the file, beside the vectors.</source>
        <translation>键在文件中，与向量并列。</translation>
    </message>
    <message>
        <source>Without keys, row n (from 0) belongs to the key n.</source>
        <translation>没有键时，第 n 行（从 0 起）对应键 n。</translation>
    </message>
</context>
<context>
    <name>aisle::WhyColumn</name>
    <message>
        <source>a product that is not in the project any more</source>
        <translation>项目中已没有的商品</translation>
    </message>
    <message>
        <source>This run does not know the product: there was no event of it to learn from.</source>
        <translation>这条训练记录不认识该商品：没有可学习的事件。</translation>
    </message>
    <message>
        <source>Not offered: the shopper has it already, and this run offers no product again. Its score is %1.</source>
        <translation>未推荐：顾客已有它，而这条训练记录不重复推荐。其得分为 %1。</translation>
    </message>
    <message>
        <source>Place %1 of %2, score %3.</source>
        <translation>第 %1 / %2 位，得分 %3。</translation>
    </message>
    <message>
        <source>Place %1 of %2, score %3: not in the list.</source>
        <translation>第 %1 / %2 位，得分 %3：不在列表中。</translation>
    </message>
    <message>
        <source>Place %1 of %2, score %3; the last product of the list has %4.</source>
        <translation>第 %1 / %2 位，得分 %3；列表中最后一件商品的得分是 %4。</translation>
    </message>
    <message>
        <source>This recommender cannot say which event led to it.</source>
        <translation>这个算法说不出是哪条事件导致的。</translation>
    </message>
    <message>
        <source>Because: %1.</source>
        <translation>原因：%1。</translation>
    </message>
    <message>
        <source>Because %1: %2.</source>
        <translation>因为%1：%2。</translation>
    </message>
    <message>
        <source>%1 of the score comes from %2.</source>
        <translation>得分中有 %1 来自 %2。</translation>
    </message>
    <message>
        <source>Mostly because of %1.</source>
        <translation>主要因为 %1。</translation>
    </message>
    <message numerus="yes">
        <source>%n other event(s)</source>
        <translation>
            <numerusform>其他 %n 条事件</numerusform>
        </translation>
    </message>
    <message>
        <source>Score</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>A hit: relevant to the shopper in the test part.</source>
        <translation>命中：在测试段中与该顾客相关。</translation>
    </message>
    <message>
        <source>What adds to the score of run %1</source>
        <translation>训练记录 %1 的得分构成</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>This recommender does not tell products apart, so it cannot say what is similar.</source>
        <translation>该推荐算法不区分商品，因此无法给出相似商品。</translation>
    </message>
    <message>
        <source>Similar for this run (cosine)</source>
        <translation>此记录认为相似的（余弦）</translation>
    </message>
    <message>
        <source>Similar for this run (share of the first one&apos;s score)</source>
        <translation>此记录认为相似的（占第一名得分的比例）</translation>
    </message>
</context>
<context>
    <name>aisle::WhyView</name>
    <message>
        <source>Looking at its place</source>
        <translation>正在查看它的位置</translation>
    </message>
    <message>
        <source>Choose a shopper to see its place.</source>
        <translation>选择一位顾客，查看它的位置。</translation>
    </message>
    <message>
        <source>Add to history</source>
        <translation>加入历史</translation>
    </message>
    <message>
        <source>Show on map</source>
        <translation>在地图上显示</translation>
    </message>
    <message>
        <source>Why not: type a product</source>
        <translation>为什么没有它：输入商品</translation>
    </message>
    <message>
        <source>Why not that one: type a product to see its place in every list</source>
        <translation>为什么没有它：输入商品，查看它在每个列表中的位置</translation>
    </message>
    <message>
        <source>See the place and the score of a product that is not in the lists.</source>
        <translation>查看不在列表中的商品的位置与得分。</translation>
    </message>
    <message>
        <source>What if the shopper had chosen it just now: the lists follow</source>
        <translation>假如顾客刚刚选了它：列表随之变化</translation>
    </message>
    <message>
        <source>Show this product on the map</source>
        <translation>在地图上显示该商品</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close the explanation</source>
        <translation>关闭说明</translation>
    </message>
    <message>
        <source>Open product</source>
        <translation>打开商品</translation>
    </message>
    <message>
        <source>Everything about this product: how it sells, what is similar, who is shown it</source>
        <translation>该商品的全部信息：销售情况、相似商品、推荐给了谁</translation>
    </message>
</context>
</TS>
