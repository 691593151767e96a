<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
    <context>
        <name>About</name>
        <message>
            <source>A desktop workbench for e-commerce recommendation and search.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Sources under the MIT licence. This program links Qt Charts and is distributed under the GNU GPL, version 3.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Sample shop: Online Retail, given by Dr Daqing Chen (CC0).</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>About Aisle</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Chart</name>
        <message>
            <source>%1, 95 % from</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1, to</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>DataCharts</name>
        <message>
            <source>The log has no times.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Events per day</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>Events per %n days</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <source>events</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Long tail of products</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>rank of the product</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No event names a product.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Events per shopper</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>events of a shopper</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>shoppers</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There are no shoppers yet.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Hour and weekday</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>hour (%1)</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Error</name>
        <message>
            <source>The log has no events of the kind %1. It has: %2.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No product has the key %1, so it cannot be excluded.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The log has more than 255 kinds of events: name those to learn from. Perhaps a column was taken for the kind that is none.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The project has no events yet: import a behaviour log.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No event of the project names a product.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No event is of a kind to learn from. The log has: %1. Choose kinds, or correct what they mean.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Excluding products leaves no event.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The chosen shoppers and products have no events.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No event has a value of %1 or more.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Nothing is left when every shopper must have %1 events and every product %2: ask for fewer.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The log has no times, so it cannot be split by time: use user-random or leave-last-out.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The log does not come split: no event says whether it is for training or for testing. Use another split.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The split %1 leaves nothing to learn from: the log is too short, or all its events are of one moment.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The split %1 leaves nothing to test on: shoppers have too few events, or nothing that is wanted falls into the test part.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 is no split. Write time:0.8,0.1,0.1 or time:2011-06-01,2011-09-01 or leave-last-out or user-random:0.8,0.1,0.1 or random:0.8,0.1,0.1 or folds:5:0 or new-users:0.8,0.1,0.1:0.8 or fixed or none.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The shares of %1 must add up to 1, with something to learn from and to test on.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 names no candidates: write all, uniform:99 or popular:99.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The %1 file has no column for the %2: its header must name user and item.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Row %2 of the %1 file has too few fields.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>In row %2 of the %1 file %3 is no number.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The truth file has no rows of a user and an item.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The lists file has no header, and the score %1 of user %2 is no number.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 is no metric with a cut-off, such as NDCG@10. There are: %2.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is not enough memory for this. Close other programs, filter the data or choose a smaller recommender.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Something unexpected went wrong: %1</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 cannot be %2. It takes: %3.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is no parameter %1 here. Known: %2.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>EASE on %1 products needs %2 MB of memory and %3 MB are free: leave out rare products (a higher minimum of events a product), or choose item neighbours.</source>
            <translation>EASE 处理 %1 个商品需要 %2 MB 内存，目前可用 %3 MB：请剔除冷门商品（提高每个商品的最少行为数），或改用商品近邻。</translation>
        </message>
        <message>
            <source>There is no device %1: choose auto, cpu or cuda.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>CUDA cannot be used: %1 Choose the CPU.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is no recommender %1. Did you mean: %2?</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What was learnt could not be stored: %1</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What this run learnt is damaged or was stored by another version: train it again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No NVIDIA GPU can be used: this LibTorch has no CUDA, or the driver shows no device. Choose the CPU.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The matrix of common shoppers could not be inverted in single precision: raise l2.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>In epoch %1 the loss is no longer a number, most likely because the learning rate is too high: lower it, or raise l2.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is no import %1 in this project.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 was not closed properly and its folder is read-only: copy it together with %2 to a folder that you may write to.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is no project %1.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 is not an Aisle project.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 cannot be changed. %2</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 was written by an older Aisle and must be opened for writing once. %2</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 is there already: choose another name or open it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 cannot be written (%2): choose a folder that you may write to.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No backup of %1 could be written to %2, so the project was left as it is.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 was written by a newer Aisle (format %2, this one reads up to %3): update Aisle.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is no room left on the disk for %1. Nothing that was stored is lost: make room and try again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 is damaged: open a copy from before, or import the logs again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Another program is writing to %1: try again when it has finished.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 is open for reading only: nothing can be stored in it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The project %1 could not be read or written: %2</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is no file %1.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 cannot be opened: %2.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 cannot be read: %2.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 ends in the middle of its packed data: get a complete copy.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 is damaged (its packed data or checksum is wrong): get another copy.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 unpacks to more than the limit of %2 bytes and was not read on.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 unpacks to more than %2 times its size, the limit, and was not read on.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 holds more than %2 files, the limit.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No column of %1 looks like a product: name it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No column of %1 looks like a shopper: name it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Nothing can be stored in %1. %2</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is no column %1. The columns are: %2.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 could not be read.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 cannot be written: %2.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is no encoding %1: name one such as UTF-8, GB18030, Big5 or windows-1252.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is no column %1 in %2.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No column of %1 is an order or session: name it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The column taken for the kind of event has more than 1,000 different words, such as "%1": name another one.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 names no format: end it in .csv, .csv.gz, .jsonl or .jsonl.gz.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 was imported before (import %2): nothing was changed. Ask for it to be imported again if its events really happened twice.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is nothing to read in %1.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The separator of %1 is empty: name one.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 is not a text file: save the data as CSV and import that.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is nothing in %1.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A temporary file in %1 could not be written or read: %2</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is no time zone %1: name one such as Europe/London or Asia/Shanghai.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1: %2 is encrypted: unpack it with its password and import the file.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1: %2 is packed with a method that is not known here: unpack it and import the file.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1: %2 is a link or its name leads out of the archive; it was not read.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 holds nothing that can be read as a table (%2).</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 is damaged, cut off or no zip archive: get another copy.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is no data in %1.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is no %2 in %1.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 is damaged: its size or checksum is not what the archive says. Get another copy.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 is a spreadsheet: save it as CSV and import that.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The saved state of this run is damaged: train it again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is no run %1 in this project.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Run %1 has no saved state: train it again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The project's data has changed since run %1 was trained, so the list it was judged by cannot be shown. The list as of today can.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This recommender places nothing on a map: it has no vectors. Choose a run of EASE, ItemKNN, BPR-MF or SASRec.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Runs %1 and %2 have no shopper and metric in common: evaluate one under the protocol of the other.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>These two runs have no figure about the same shoppers: compare two runs that were judged on the same test part.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Two runs must be compared to find shoppers by what changed: put a second run beside the first.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This shopper is not in the project any more: choose another.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Targets cannot be %1: choose all, next or each-next.</source>
            <translation>目标不能是 %1：请选 all、next 或 each-next。</translation>
        </message>
        <message>
            <source>The mask cannot be %1: choose seen or none.</source>
            <translation>遮盖方式不能是 %1：请选 seen 或 none。</translation>
        </message>
        <message>
            <source>The project's data has changed since run %1 was trained, so its test part is no longer what it was. Train it again to judge it on today's data.</source>
            <translation>训练记录 %1 之后项目数据已有变化，测试部分不再是当时的样子。请重新训练，再用现在的数据评估。</translation>
        </message>
        <message>
            <source>Run %1 was trained without events of the kinds %2.</source>
            <translation>训练记录 %1 训练时没有 %2 类行为事件。</translation>
        </message>
        <message>
            <source>There is no product %1 in this project.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is no shopper %1 in this project.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Line %2 of %1 cannot be read (%3).</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Format</name>
        <message>
            <source>%1 ms</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 s</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 min %2 s</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 h %2 min</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>today %1</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>yesterday %1</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>HelpWindow</name>
        <message>
            <source>Aisle help</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ImportFileList</name>
        <message>
            <source>behaviour log</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>catalogue</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>shoppers</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>%n columns</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
    </context>
    <context>
        <name>JobRow</name>
        <message>
            <source>Keep best</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Stop now and keep the best state so far</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cancel</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Stop and discard what this job has made</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>stopping</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>waiting</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 left</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Meaning</name>
        <message>
            <source>exposure</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>view</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>favourite</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>cart</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>purchase</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>return</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>rating</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>search</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>interaction</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>other</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Metric</name>
        <message>
            <source>mean number of training events of the shown products</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>How much the lists lean on bestsellers. Neither high nor low is good by itself.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>distinct products shown / products of the catalogue</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>How much of the shop is ever shown. It grows with the number of shoppers judged.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Shannon entropy of the shares of exposure, in bits</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Variety of what is shown; 2 to its power is the number of products that equal exposure would need.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>2 P R / (P + R) of the shopper's own precision and recall; 0 without a hit</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>One figure where precision and recall pull apart. It hides which of the two moved.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Gini coefficient of how often each product of the catalogue is shown: 0 equal, 1 one product takes all</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Whether a few products take all the places. Products never shown count, so a large catalogue pushes it towards 1.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>1 if anything wanted is within the first k, else 0</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Share of shoppers who find something. It grows with the number of wanted products: compare within one split only.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>mean over pairs of shoppers of 1 - products in both lists / k</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>How personal the lists are: 0 means everybody sees the same.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>mean of 1 - cosine over the pairs of products in the list, of their vectors or categories</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Variety within one list. Only as good as the categories or vectors; products without any are left out, as are lists with fewer than two others.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>sum over hits of (hits so far / place), divided by min(k, wanted)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Order and completeness in one figure; early places weigh much. Tools that divide by the wanted products or by the hits give other figures.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>1 / place of the first hit within the first k, else 0</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>How far down the first useful product stands. It sees the first hit only.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>sum over hits of 1 / log2(place + 1), divided by the same sum for min(k, wanted) hits at the top</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The usual figure to choose by: higher places weigh more, 1 is a perfect list. Tools differ in names and details: compare within one protocol only.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>mean of -log2(shoppers who had the product in train / shoppers with training events) over shown products</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>How surprising the shown products are (MIUF). Products that nobody had count as had by one shopper.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>hits within the first k / k</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Share of the places that were used well. Its ceiling is low for shoppers who want fewer than k products.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>hits within the first k / wanted products</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Share of what was wanted that the list shows. Some tools divide by min(k, wanted): their figures are higher.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>share of shown products outside the most popular ones that make up 80 % of training events</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>How much the lists reach past the bestsellers. A random list has a high share: read it beside an accuracy figure.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>distinct products shown that were learnt from / products learnt from</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Coverage without the products that no recommender could have learnt.</source>
            <translation type="unfinished" />
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
            <source>The products have no links to other things.</source>
            <translation>商品没有与其他事物的关联。</translation>
        </message>
        <message>
            <source>It blends other runs: train some first.</source>
            <translation>它融合其他训练记录：请先训练几个。</translation>
        </message>
        <message>
            <source>The products have no pictures.</source>
            <translation>商品没有图片。</translation>
        </message>
    </context>
    <context>
        <name>Page</name>
        <message>
            <source>Data</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Runs</source>
            <translation>训练记录</translation>
        </message>
        <message>
            <source>Shoppers</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Train</source>
            <translation>训练</translation>
        </message>
    </context>
    <context>
        <name>Param</name>
        <message>
            <source>Half-life (days)</source>
            <translation>半衰期（天）</translation>
        </message>
        <message>
            <source>An event that is this much older counts half. 0: only the count matters. In a log without times each later event of the shopper counts as one day.</source>
            <translation>早这么多天的行为按一半计。0：只看次数。日志没有时间时，顾客每多一次后续行为按一天计。</translation>
        </message>
        <message>
            <source>Factors</source>
            <translation>向量维数</translation>
        </message>
        <message>
            <source>Length of a shopper's and a product's vector.</source>
            <translation>顾客向量和商品向量的长度。</translation>
        </message>
        <message>
            <source>Epochs</source>
            <translation>训练轮数</translation>
        </message>
        <message>
            <source>Sweeps over the pairs, at most.</source>
            <translation>最多遍历“顾客—商品”对的次数。</translation>
        </message>
        <message>
            <source>Learning rate</source>
            <translation>学习率</translation>
        </message>
        <message>
            <source>Size of a gradient step.</source>
            <translation>每一步梯度更新的大小。</translation>
        </message>
        <message>
            <source>L2</source>
            <translation>L2 正则</translation>
        </message>
        <message>
            <source>Weight decay of the vectors in each step.</source>
            <translation>每一步对向量的权重衰减。</translation>
        </message>
        <message>
            <source>Regularisation: higher trusts pairs with few common shoppers less. Some hundreds for dense data, about a hundred for sparse data.</source>
            <translation>正则化：越大，越不信任共同顾客很少的商品对。稠密数据取几百，稀疏数据约一百。</translation>
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
            <source>Added to the denominator of the cosine: pairs with few common shoppers count less.</source>
            <translation>加在余弦的分母上：共同顾客很少的商品对权重降低。</translation>
        </message>
        <message>
            <source>An event that is this much older counts half. 0: all events count the same.</source>
            <translation>早这么多天的行为按一半计。0：所有行为同等计数。</translation>
        </message>
        <message>
            <source>What is counted</source>
            <translation>计数对象</translation>
        </message>
        <message>
            <source>Events weighted by their kind, or distinct shoppers of a product (a shopper's latest event says how old it is).</source>
            <translation>按种类加权的行为次数，或购买过该商品的不同顾客数（以顾客最近一次行为计算时间）。</translation>
        </message>
        <message>
            <source>Width of the network and length of a product's vector; rounded up to a multiple of the heads.</source>
            <translation>网络宽度和商品向量长度；向上取整为注意力头数的倍数。</translation>
        </message>
        <message>
            <source>Layers</source>
            <translation>层数</translation>
        </message>
        <message>
            <source>Attention blocks, one upon the other.</source>
            <translation>逐层叠加的注意力模块数。</translation>
        </message>
        <message>
            <source>Heads</source>
            <translation>注意力头数</translation>
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
            <translation>网络能看到的最近行为数。</translation>
        </message>
        <message>
            <source>Loss</source>
            <translation>损失函数</translation>
        </message>
        <message>
            <source>softmax: the next product against the whole catalogue, clearly better where it can be afforded (up to some 50,000 products). bce: against a few sampled products, as first published.</source>
            <translation>softmax：下一个商品与全部商品竞争，在负担得起时（约 5 万商品以内）明显更好。bce：只与抽取的少量商品竞争，即最初发表的做法。</translation>
        </message>
        <message>
            <source>Negatives</source>
            <translation>负样本数</translation>
        </message>
        <message>
            <source>Sampled products against each target (bce only).</source>
            <translation>每个目标抽取的对比商品数（仅 bce）。</translation>
        </message>
        <message>
            <source>Dropout</source>
            <translation>随机丢弃</translation>
        </message>
        <message>
            <source>Share of numbers left out at random while training.</source>
            <translation>训练时随机丢弃的数值比例。</translation>
        </message>
        <message>
            <source>Size of an Adam step.</source>
            <translation>Adam 每一步的大小。</translation>
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
            <source>Targets a step, about: whole sequences of like length.</source>
            <translation>每一步大约的目标数：由长度相近的完整序列组成。</translation>
        </message>
        <message>
            <source>Sweeps over the events, at most.</source>
            <translation>最多遍历行为事件的次数。</translation>
        </message>
        <message>
            <source>events</source>
            <translation>行为次数</translation>
        </message>
        <message>
            <source>shoppers</source>
            <translation>顾客数</translation>
        </message>
        <message>
            <source>softmax</source>
            <translation>softmax</translation>
        </message>
        <message>
            <source>bce</source>
            <translation>bce</translation>
        </message>
    </context>
    <context>
        <name>Reason</name>
        <message>
            <source>popular, never chosen by this shopper</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>chosen %1 time</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>chosen %1 times</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>chosen %1 time, last %2 days before the latest event</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>chosen %1 times, last %2 days before the latest event</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Recommender</name>
        <message>
            <source>Bought again</source>
            <translation>再次购买</translation>
        </message>
        <message>
            <source>Baselines</source>
            <translation>基线</translation>
        </message>
        <message>
            <source>The shopper's own products, by how often and how lately: hard to beat where people buy again. Judge it with seen products offered.</source>
            <translation>按次数和远近列出顾客自己买过的商品：在复购多的店里很难超越。评估时应允许推荐已有商品。</translation>
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
            <source>Matrix factorisation that learns to rank what a shopper chose above what he did not: small, quick, and the vectors make a map.</source>
            <translation>学会把顾客选过的排在没选的前面的矩阵分解：小而快，向量可以画成地图。</translation>
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
            <translation>商品对商品的闭式线性方法：几秒即可拟合，约 3 万商品以内很难超越，且能自我解释。</translation>
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
            <source>"Shoppers who chose this also chose": fast, explains itself, a sound first choice for any log.</source>
            <translation>“选过它的顾客还选了”：快，能自我解释，任何日志都可先试。</translation>
        </message>
        <message>
            <source>Popularity</source>
            <translation>热门商品</translation>
        </message>
        <message>
            <source>What sells most, of all time or lately: the baseline to beat, and what a shopper without history gets.</source>
            <translation>历来或近来卖得最多的商品：必须超越的基线，也是没有历史的顾客看到的列表。</translation>
        </message>
        <message>
            <source>Random</source>
            <translation>随机</translation>
        </message>
        <message>
            <source>Any product, by chance: the floor that every figure is compared with.</source>
            <translation>随机给出商品：一切指标的下限。</translation>
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
            <translation>按顺序阅读历史并预测下一件商品的 Transformer：最近行为最能说明问题时效果最好。</translation>
        </message>
    </context>
    <context>
        <name>Rejection</name>
        <message>
            <source>No shopper</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No product</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Time not understood</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No time</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Number not understood</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Wrong number of fields</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Text not readable in this encoding</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Contains a NUL character</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Field too long</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Quotation mark never closed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No session</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Role</name>
        <message>
            <source>leave out</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>shopper</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>product</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>kind of event</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>time</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>rating or weight</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>quantity</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>unit price</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>order or session</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>product's title</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>product's category</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>product's brand</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>product's price</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>product's description</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>product's picture</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>product's attribute</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>shopper's attribute</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>kept with the event</source>
            <translation type="unfinished" />
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
            <source>%1 popular products drawn</source>
            <translation>按热度抽取 %1 个商品</translation>
        </message>
        <message>
            <source>%1 products drawn</source>
            <translation>抽取 %1 个商品</translation>
        </message>
        <message>
            <source>the next event</source>
            <translation>下一次行为</translation>
        </message>
        <message>
            <source>each next event</source>
            <translation>逐次的下一次行为</translation>
        </message>
        <message>
            <source>all that was held out</source>
            <translation>全部留出部分</translation>
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
            <source>Of %1 shoppers, %2 in 100 bought something from %3's ten products in the test part</source>
            <translation>%1 位顾客中，每 100 人有 %2 人在测试期购买了 %3 推荐的十件商品之一</translation>
        </message>
        <message>
            <source>Of %1 shoppers, %2 in 100 looked at something from %3's ten products in the test part</source>
            <translation>%1 位顾客中，每 100 人有 %2 人在测试期浏览了 %3 推荐的十件商品之一</translation>
        </message>
        <message>
            <source>Of %1 shoppers, %2 in 100 put something from %3's ten products into the cart in the test part</source>
            <translation>%1 位顾客中，每 100 人有 %2 人在测试期加购了 %3 推荐的十件商品之一</translation>
        </message>
        <message>
            <source>Of %1 shoppers, %2 in 100 rated something from %3's ten products in the test part</source>
            <translation>%1 位顾客中，每 100 人有 %2 人在测试期评价了 %3 推荐的十件商品之一</translation>
        </message>
        <message>
            <source>Of %1 shoppers, %2 in 100 chose something from %3's ten products in the test part</source>
            <translation>%1 位顾客中，每 100 人有 %2 人在测试期选择了 %3 推荐的十件商品之一</translation>
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
            <translation>按时间，自 %1 起测试</translation>
        </message>
        <message>
            <source>by time %1</source>
            <translation>按时间 %1</translation>
        </message>
        <message>
            <source>each shopper's last event</source>
            <translation>每位顾客的最后一次行为</translation>
        </message>
        <message>
            <source>at random within shoppers %1</source>
            <translation>顾客内随机 %1</translation>
        </message>
        <message>
            <source>at random over events %1</source>
            <translation>全部行为随机 %1</translation>
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
            <source>wanted: %1</source>
            <translation>目标行为：%1</translation>
        </message>
        <message>
            <source>Recommender</source>
            <translation>推荐器</translation>
        </message>
        <message>
            <source>Seed</source>
            <translation>随机种子</translation>
        </message>
        <message>
            <source>Split</source>
            <translation>划分</translation>
        </message>
        <message>
            <source>Seen products</source>
            <translation>已有商品</translation>
        </message>
        <message>
            <source>Targets</source>
            <translation>目标</translation>
        </message>
        <message>
            <source>Candidates</source>
            <translation>候选</translation>
        </message>
        <message>
            <source>Learnt from</source>
            <translation>学习的行为</translation>
        </message>
        <message>
            <source>Wanted</source>
            <translation>目标行为</translation>
        </message>
        <message>
            <source>Filters</source>
            <translation>筛选</translation>
        </message>
        <message>
            <source>List lengths</source>
            <translation>列表长度</translation>
        </message>
        <message>
            <source>Best epoch by</source>
            <translation>最佳轮依据</translation>
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
            <source>%1, %2 in 100 from the bestsellers.</source>
            <translation>%1；热门商品列表为每 100 人 %2 人。</translation>
        </message>
        <message>
            <source>%1.</source>
            <translation>%1。</translation>
        </message>
        <message>
            <source>By rank it cannot be told apart from %1.</source>
            <translation type="unfinished" />
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
            <source>%1 %2.</source>
            <translation>%1%2</translation>
        </message>
    </context>
    <context>
        <name>Table</name>
        <message>
            <source>Shopper</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Product</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Title</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Kind</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Time</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Value</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Quantity</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Unit price</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Session</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Category</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Brand</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Price</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Events</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Shoppers</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Recommended</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>First seen</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Last seen</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Attributes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>File</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Line</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Reason</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Field</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Row as it stands in the file</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>aisle::ChartCard</name>
        <message>
            <source>Copy picture</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Save picture (PNG) ...</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Save picture (SVG) ...</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Save figures (CSV) ...</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show as table</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show everything</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Copy, save, show as table</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Move the picture; Ctrl with the wheel zooms</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Zoom into a range</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Select a range</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Save chart</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Chart</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 could not be written: %2</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>aisle::ChipBar</name>
        <message>
            <source>Back to the selection before</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Forward to the next selection</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Shopper %1</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>%n shoppers</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>%n products from the map</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>%n products</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <source>Compared run %1</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Remove from the selection</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>aisle::CommandPalette</name>
        <message>
            <source>Search everything</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Shopper, product, run, page or command</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>shopper</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>product</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>run</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>page</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>command</source>
            <translation type="unfinished" />
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
            <translation>指标</translation>
        </message>
        <message>
            <source>%1 − %2</source>
            <translation>%1 − %2</translation>
        </message>
        <message>
            <source>95 % interval</source>
            <translation>95 % 区间</translation>
        </message>
        <message>
            <source>%1 minus %2, with 95 % intervals</source>
            <translation>%1 减 %2，附 95 % 区间</translation>
        </message>
        <message>
            <source>Difference</source>
            <translation>差值</translation>
        </message>
        <message>
            <source>%1 to %2</source>
            <translation>%1 至 %2</translation>
        </message>
        <message numerus="yes">
            <source>%n shopper(s) judged by both. p = %1 (paired t-test, Holm), effect size %2.</source>
            <translation>
                <numerusform>两者共同评估 %n 位顾客。p = %1（配对 t 检验，Holm 校正），效应量 %2。</numerusform>
            </translation>
        </message>
        <message>
            <source>What differs</source>
            <translation>不同之处</translation>
        </message>
        <message>
            <source>Nothing: the same parameters and protocol.</source>
            <translation>没有：参数和评估方式都相同。</translation>
        </message>
        <message>
            <source>%1 minus %2, shopper by shopper</source>
            <translation>%1 减 %2，逐位顾客</translation>
        </message>
        <message>
            <source>Difference of %1</source>
            <translation>%1 之差</translation>
        </message>
        <message>
            <source>Shoppers</source>
            <translation>顾客数</translation>
        </message>
        <message>
            <source>No shopper sees a difference.</source>
            <translation>没有顾客看到差别。</translation>
        </message>
        <message>
            <source>%1 of %2 shoppers see no difference and are not drawn.</source>
            <translation>%2 位顾客中有 %1 位没有差别，未画出。</translation>
        </message>
        <message>
            <source>Lists of %1 and %2</source>
            <translation>%1 与 %2 的推荐列表</translation>
        </message>
        <message>
            <source>Both runs' lists are made again for every shopper of the test part, and compared.</source>
            <translation>为测试部分的每位顾客重新生成两份列表并比较。</translation>
        </message>
        <message>
            <source>No shopper has a list from both runs.</source>
            <translation>没有顾客同时有两份列表。</translation>
        </message>
        <message>
            <source>Return or double click opens a shopper with both lists side by side.</source>
            <translation>按回车或双击，并排查看该顾客的两份列表。</translation>
        </message>
        <message>
            <source>Tick one more run to see what differs between the two.</source>
            <translation>再勾选一条训练记录，即可看到两者的差别。</translation>
        </message>
        <message>
            <source>Tick two runs to see what differs between them.</source>
            <translation>勾选两条训练记录，即可看到它们的差别。</translation>
        </message>
        <message>
            <source>Compared</source>
            <translation>对比</translation>
        </message>
        <message>
            <source>against</source>
            <translation>对</translation>
        </message>
        <message>
            <source>These two runs were judged under different protocols or on different data: the differences say little.</source>
            <translation>这两条训练记录的评估方式或数据不同：差值说明不了什么。</translation>
        </message>
        <message>
            <source>Figures</source>
            <translation>指标</translation>
        </message>
        <message>
            <source>Shopper by shopper</source>
            <translation>逐位顾客</translation>
        </message>
        <message>
            <source>Lists changed most</source>
            <translation>变化最大的列表</translation>
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
            <translation>两份列表共有的商品</translation>
        </message>
        <message>
            <source>First run</source>
            <translation>第一条训练记录</translation>
        </message>
        <message>
            <source>Second run</source>
            <translation>第二条训练记录</translation>
        </message>
        <message>
            <source>Figures of both runs</source>
            <translation>两条训练记录的指标</translation>
        </message>
    </context>
    <context>
        <name>aisle::DataPage</name>
        <message>
            <source>Events</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Products</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Shoppers</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Rejected</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Counting...</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 of %2 products make up 80 % of the events</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>half of the shoppers have up to %1</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 different pairs of shopper and product</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>no times</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>%n days</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <source>Reading the project...</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There are no events in this project yet. Import a behaviour log, or drop its files on the window.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Import files</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 (%2 of %3)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 (%2)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>events</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>shoppers</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>products</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>period</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>density</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>rejected rows</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Take an import back</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Take back %1: its %2 events, its rejected rows, and the shoppers and products that nothing else names? Runs that were trained on them are kept.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Take back</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Taking back %1</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 was taken back.</source>
            <translation type="unfinished" />
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
            <translation>目前最好的一轮：保留的是它。</translation>
        </message>
        <message>
            <source>Epoch</source>
            <translation>轮</translation>
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
            <translation type="unfinished" />
        </message>
        <message>
            <source>Product</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Kind</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Time (UTC)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Quantity</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Unit price</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Value</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Order or session</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>line %1: %2</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>line %1: %2 (%3)</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>aisle::FilterHeader</name>
        <message>
            <source>Filter</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Filter %1</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Words: contains, =whole text, -without. Numbers and dates: 5, &gt;5, 5..20, 2011-06..2011-08.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>aisle::FoundShoppersModel</name>
        <message numerus="yes">
            <source>%n event(s)</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <source>%1 % of the products stand in both lists</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1, B minus A: %2</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Shopper</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>First event</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>In both lists</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1, B − A</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Events</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>aisle::HistoryDelegate</name>
        <message>
            <source>added: %1</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 begins</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Train</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Validation</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Test</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Input</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Left out</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The log calls it “%1”.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Part of the split: %1</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The lists beside do not know this event.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>aisle::HistoryModel</name>
        <message>
            <source>Leave out an event</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Put an event back</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Add a product</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Take an added product away</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Leave what-if</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No product</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>train</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>validation</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>test</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>input</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Product</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Kind</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Time</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Part</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>aisle::HistoryView</name>
        <message>
            <source>This shopper has no events. Add a product above to see what the lists would be.</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>%n event(s)</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <source>%1, %2 to %3</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>split of %1</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The lists are made from the history that the test used, so hits can be shown.</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>%n left out</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>%n added</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <source>What if: %1</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>, </source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>As evaluated</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>As of today</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The lists are made from everything that is known of the shopper.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What if: add a product</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Type a key or words of a title. The lists follow at once; nothing is stored.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Add a product to the history, what if</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Kind of the added event</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Leave what-if</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Back to the history as it is (Esc)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Undo</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>History, newest first</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Space leaves an event out or puts it back.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>aisle::ImportDialog</name>
        <message>
            <source>Import</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What comes in</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Looking into the files...</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The same rows as events</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Change...</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cancel</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Into this project: %1</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Into a new project: %1</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is nothing in these files that can be read as text.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 events</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 shoppers</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 products</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 rejected</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>In all %1 rows:</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>In the first %1 rows:</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>Import %n files</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <source>New project</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Aisle projects (*.aisle)</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>aisle::ImportQuestions</name>
        <message>
            <source>Rows without a shopper</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>leave them out</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>one anonymous shopper per order or session</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Every row is a kind of</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>“%1” (%2 rows) means</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A negative quantity is a return, not a purchase</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>month first (03/04 is 4 March)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>day first (03/04 is 3 April)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Dates are written</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Times without a zone are of</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Drop exact duplicates (they are counted either way)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 of rows (%2) have no shopper</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A negative quantity is a return, not a purchase (%1 rows)</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>aisle::JobBar</name>
        <message numerus="yes">
            <source>%n more waiting</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
    </context>
    <context>
        <name>aisle::ListColumn</name>
        <message>
            <source>Stop comparing this run</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Stop comparing run %1</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>List of run %1, %2</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>aisle::ListDelegate</name>
        <message>
            <source>new</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Score %1; scores of two recommenders are not comparable.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A hit: the shopper wanted it in the test part.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Place %1 in the list of %2</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Not in the list without your edits.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Place %1 without your edits</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>aisle::MainMenu</name>
        <message>
            <source>&amp;File</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;New project...</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Open project...</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open &amp;recent</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Import files...</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Import a fol&amp;der...</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Try the &amp;sample shop</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Export a report...</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Close project</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Se&amp;ttings...</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Quit</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Edit</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Undo</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Redo</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Find in page</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Search everything</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Selection &amp;back</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Selection for&amp;ward</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Clear the selection</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;View</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Next page</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Previous page</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show pseudonyms instead of &amp;keys</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Theme</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>As the &amp;system</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Light</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Dark</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Language</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>F&amp;ull screen</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Run</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Choose what to &amp;train</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Start training</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Stop and &amp;keep best</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Cancel all jobs</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Help</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What the &amp;metrics mean</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Glossary</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Keyboard</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;About Aisle</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>aisle::MainWindow</name>
        <message>
            <source>Open a project</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Aisle projects (*.aisle);;All files (*)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>New project</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Aisle projects (*.aisle)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Import files</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Logs and catalogues (*.csv *.tsv *.txt *.dat *.data *.inter *.item *.gz *.zip);;All files (*)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Import a folder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Import of %1</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>Import of %n files</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <source>%1 events came in, %2 rows were rejected (%3).</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 events came in (%2).</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Compare recommenders</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>See the rejected rows</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Import it again</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The sample shop's file onlineretail.csv.gz is not beside the program: install it again, or import a log of your own.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Quit Aisle</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 is still running. Quitting discards what it has made so far.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Discard and quit</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>aisle::MapPanel</name>
        <message>
            <source>Colour by</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Size by</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Nearest by cosine, in all dimensions</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Legend: untick to hide</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Groups of alike ones</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>All the same</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Category</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Price</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Popularity (events)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Times in the run's lists</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Events of the shopper</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open shopper</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show in the lists</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>others, or without</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 without a figure are grey.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Click a point, or move with the arrow keys.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Key: %1</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Category: %1</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Price: %1</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>%n event(s)</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <source>Group: %1</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>aisle::NoticeStrip</name>
        <message>
            <source>Details</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Copy</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Close this message</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>aisle::PageBar</name>
        <message>
            <source>Search everything  %1</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>aisle::ParamForm</name>
        <message>
            <source>%1 From %2 to %3.</source>
            <translation>%1范围 %2 至 %3。</translation>
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
    </context>
    <context>
        <name>aisle::ProductField</name>
        <message>
            <source>No product has this key or these words in its title.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>aisle::ProjectTableModel</name>
        <message>
            <source>yes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>no</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>aisle::ProtocolBox</name>
        <message>
            <source>Nothing leaks: no training event is later than the first test event.</source>
            <translation>没有泄漏：训练行为都不晚于第一次测试行为。</translation>
        </message>
        <message>
            <source>%1 of the training events are later than the first test event: the figures flatter, since a shop does not know them yet.</source>
            <translation>%1 的训练行为晚于第一次测试行为：指标会偏高，因为店铺当时还不知道它们。</translation>
        </message>
        <message>
            <source>How much leaks from the test part is not known yet.</source>
            <translation>测试部分泄漏多少尚不清楚。</translation>
        </message>
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
            <translation>训练和测试只用 %1。</translation>
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
        <message>
            <source>This recommender lists what a shopper already has: judge it with those products offered.</source>
            <translation>这个推荐器列出顾客已有的商品：评估时应允许推荐它们。</translation>
        </message>
        <message>
            <source>How much of what shoppers want they already had is not known yet.</source>
            <translation>顾客想要的商品中有多少是已有的，尚不清楚。</translation>
        </message>
        <message>
            <source>%1 of what shoppers wanted in the test part they already had. Recommended: offer those products too.</source>
            <translation>测试部分顾客想要的商品中，%1 是已有的。建议：也推荐已有商品。</translation>
        </message>
        <message>
            <source>%1 of what shoppers wanted in the test part they already had. Recommended: leave those products out.</source>
            <translation>测试部分顾客想要的商品中，%1 是已有的。建议：不推荐已有商品。</translation>
        </message>
        <message>
            <source>One list for each shopper, against everything held out.</source>
            <translation>每位顾客一份列表，与全部留出行为对照。</translation>
        </message>
        <message>
            <source>One list for each shopper, against the first held-out event only.</source>
            <translation>每位顾客一份列表，只与第一次留出行为对照。</translation>
        </message>
        <message>
            <source>One list before each held-out event, with those before it known: as session recommenders are judged.</source>
            <translation>每次留出行为之前给一份列表，已知其前的行为：会话推荐通常这样评估。</translation>
        </message>
        <message>
            <source>Each wanted product stands against a few drawn at random: only to compare with papers. Figures are far higher than with the whole catalogue.</source>
            <translation>每个目标商品只与随机抽取的少量商品竞争：仅供与论文比较，指标远高于全部商品竞争时。</translation>
        </message>
        <message>
            <source>Every product competes for a place, as in a shop.</source>
            <translation>所有商品都竞争位置，与真实店铺一致。</translation>
        </message>
        <message>
            <source>Events</source>
            <translation>行为事件</translation>
        </message>
        <message>
            <source>Learn from</source>
            <translation>学习</translation>
        </message>
        <message>
            <source>Wanted</source>
            <translation>目标</translation>
        </message>
        <message>
            <source>Lists are learnt from the first and judged by the second.</source>
            <translation>推荐列表从前者学习，以后者评判。</translation>
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
            <source>%1: %2 events</source>
            <translation>%1：%2 次行为</translation>
        </message>
        <message>
            <source>Learn from %1</source>
            <translation>从 %1 学习</translation>
        </message>
        <message>
            <source>%1 is wanted</source>
            <translation>%1 是目标</translation>
        </message>
        <message>
            <source>Filters</source>
            <translation>筛选</translation>
        </message>
        <message>
            <source>Only events with a value of at least</source>
            <translation>只用数值不低于此的行为</translation>
        </message>
        <message>
            <source>Events a shopper, at least</source>
            <translation>每位顾客最少行为数</translation>
        </message>
        <message>
            <source>Events a product, at least</source>
            <translation>每个商品最少行为数</translation>
        </message>
        <message>
            <source>Both are repeated until they hold together.</source>
            <translation>两项反复筛选，直到同时满足。</translation>
        </message>
        <message>
            <source>Leave out products</source>
            <translation>剔除商品</translation>
        </message>
        <message>
            <source>Product codes: POST, M, ...</source>
            <translation>商品编码：POST, M, ...</translation>
        </message>
        <message>
            <source>Train, validation and test</source>
            <translation>训练、验证与测试</translation>
        </message>
        <message>
            <source>Products a shopper already has</source>
            <translation>顾客已有的商品</translation>
        </message>
        <message>
            <source>Left out of lists</source>
            <translation>不再推荐</translation>
        </message>
        <message>
            <source>Offered again</source>
            <translation>允许再次推荐</translation>
        </message>
        <message>
            <source>Judging</source>
            <translation>评判</translation>
        </message>
        <message>
            <source>Targets</source>
            <translation>目标</translation>
        </message>
        <message>
            <source>Candidates</source>
            <translation>候选</translation>
        </message>
        <message>
            <source>List lengths judged</source>
            <translation>评判的列表长度</translation>
        </message>
        <message>
            <source>Best epoch by</source>
            <translation>最佳轮依据</translation>
        </message>
        <message>
            <source>Patience</source>
            <translation>耐心</translation>
        </message>
        <message>
            <source>Stops after so many epochs without a better validation figure; 0 never stops early.</source>
            <translation>验证指标连续这么多轮没有提高就停止；0 表示从不提前停止。</translation>
        </message>
        <message>
            <source>Seed</source>
            <translation>随机种子</translation>
        </message>
        <message>
            <source>The same seed gives the same lists on this machine.</source>
            <translation>在这台机器上，相同种子得到相同列表。</translation>
        </message>
        <message>
            <source>All that is held out</source>
            <translation>全部留出行为</translation>
        </message>
        <message>
            <source>The next event</source>
            <translation>下一次行为</translation>
        </message>
        <message>
            <source>Each next event</source>
            <translation>逐次的下一次行为</translation>
        </message>
        <message>
            <source>All products</source>
            <translation>全部商品</translation>
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
        <name>aisle::ReadingOptions</name>
        <message>
            <source>First line names the columns</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>one event a line</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>a shopper and its products a line</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>a session's products a line</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>comma</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>semicolon</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>tab</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>bar |</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>space</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>double colon ::</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>aisle::RecommendationListModel</name>
        <message>
            <source>hit</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1. %2, a hit</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1. %2</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Rank</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Product</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Category</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Price</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Score</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Hit</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>aisle::RecommenderList</name>
        <message>
            <source>Search recommenders</source>
            <translation>查找推荐器</translation>
        </message>
        <message>
            <source>Recommenders</source>
            <translation>推荐器</translation>
        </message>
    </context>
    <context>
        <name>aisle::RolesTable</name>
        <message>
            <source>always empty</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>all %1 different</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 different, repeats</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 empty</source>
            <translation type="unfinished" />
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
            <translation>加入对比</translation>
        </message>
        <message>
            <source>Stop comparing this run</source>
            <translation>移出对比</translation>
        </message>
        <message>
            <source>By %1. Runs that cannot be told apart share a rank.</source>
            <translation>按 %1 排名。无法区分的训练记录名次相同。</translation>
        </message>
        <message>
            <source>%1: %2</source>
            <translation>%1：%2</translation>
        </message>
        <message>
            <source>%1, 95 % interval %2 to %3</source>
            <translation>%1，95 % 区间 %2 至 %3</translation>
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
            <translation>名次</translation>
        </message>
        <message>
            <source>Recommender</source>
            <translation>推荐器</translation>
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
    </context>
    <context>
        <name>aisle::RunsPage</name>
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
            <translation>按此方式评估</translation>
        </message>
        <message>
            <source>Judges the selected runs as the runs below were judged, without training them again</source>
            <translation>按下面各条的方式评判选中的训练记录，无需重新训练</translation>
        </message>
        <message>
            <source>Figures under different headings are not comparable: they were judged in another way or on other data.</source>
            <translation>不同标题下的指标不可比较：评判方式或数据不同。</translation>
        </message>
        <message>
            <source>The selected runs learnt from other data: train them again to judge them here.</source>
            <translation>选中的训练记录用的是别的数据：请重新训练后再在此评判。</translation>
        </message>
        <message>
            <source>Rename %1</source>
            <translation>重命名 %1</translation>
        </message>
        <message>
            <source>Note on %1</source>
            <translation>%1 的备注</translation>
        </message>
        <message>
            <source>Delete %1</source>
            <translation>删除 %1</translation>
        </message>
        <message numerus="yes">
            <source>Delete %n run(s)</source>
            <translation>
                <numerusform>删除 %n 条训练记录</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n run(s) deleted.</source>
            <translation>
                <numerusform>已删除 %n 条训练记录。</numerusform>
            </translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>撤销</translation>
        </message>
        <message>
            <source>With seen products offered</source>
            <translation>允许推荐已有商品</translation>
        </message>
        <message>
            <source>With seen products left out</source>
            <translation>不推荐已有商品</translation>
        </message>
        <message>
            <source>Like: %1</source>
            <translation>同：%1</translation>
        </message>
        <message>
            <source>Evaluate %1</source>
            <translation>评估 %1</translation>
        </message>
        <message>
            <source>Figures at %1</source>
            <translation>列表长度 %1 的指标</translation>
        </message>
        <message>
            <source>Usual columns</source>
            <translation>恢复常用列</translation>
        </message>
        <message>
            <source>Export the runs</source>
            <translation>导出训练记录</translation>
        </message>
        <message>
            <source>CSV (*.csv)</source>
            <translation>CSV (*.csv)</translation>
        </message>
        <message>
            <source>The runs are in %1.</source>
            <translation>训练记录已写入 %1。</translation>
        </message>
        <message>
            <source>%1 cannot be written: %2.</source>
            <translation>无法写入 %1：%2。</translation>
        </message>
        <message>
            <source>No run is kept yet. Train a recommender, or compare four at once.</source>
            <translation>还没有训练记录。请训练一个推荐器，或一次比较四个。</translation>
        </message>
        <message>
            <source>Choose what to train</source>
            <translation>选择要训练的推荐器</translation>
        </message>
        <message>
            <source>Compare</source>
            <translation>对比</translation>
        </message>
        <message>
            <source>Compare the selected runs, up to four</source>
            <translation>对比选中的训练记录，最多四条</translation>
        </message>
        <message>
            <source>Rename</source>
            <translation>重命名</translation>
        </message>
        <message>
            <source>Evaluate again</source>
            <translation>重新评估</translation>
        </message>
        <message>
            <source>Judge the selected runs under another protocol, without training</source>
            <translation>换一种方式评判选中的训练记录，无需训练</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>删除</translation>
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
            <source>Runs</source>
            <translation>训练记录</translation>
        </message>
    </context>
    <context>
        <name>aisle::SettingsDialog</name>
        <message>
            <source>Settings</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Language</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Theme</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Threads</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Device</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>As the system</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Light</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Dark</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>As many as cores (%1)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Of a training. The same number of threads gives the same result.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>GPU where it can be used</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Processor</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>GPU (CUDA)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Looking for a GPU...</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>aisle::ShopperFinder</name>
        <message>
            <source>Most active</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Newest</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Random</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Lists changed most, %1 to %2</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Won most by %1 against %2</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Lost most by %1 against %2</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Comparing the lists of both runs: %1 %</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Finding shoppers</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cancel</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No shopper fits.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No shopper's key holds “%1”.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The first %1 of %2</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>%n shopper(s)</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <source>Shoppers</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Find by key</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Find a shopper by key</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Which shoppers are listed first</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Draw others</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Shoppers found</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>aisle::ShoppersPage</name>
        <message>
            <source>There are no shoppers in this project yet. Import a behaviour log first.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Import files</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Choose a shopper to see the history and the lists.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Take one at random</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Compare a run first: what the lists knew in its test can then be shown.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Try again</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This run was not judged on this shopper: its data leaves the shopper out.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This run has nothing to offer to this shopper.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>what if, as evaluated</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>what if, as of today</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>as evaluated</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>as of today</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 of %2 wanted</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>The shopper wanted %n product(s) in the test part; the list has %1 of them.</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>%n event(s) unknown to it</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <source>Loading the run: %1 %</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Loading the run</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>%n product(s) in both</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <source>Train two recommenders</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No recommender has been trained yet. Train two, and their lists for a shopper stand here side by side.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No run is compared. Choose up to four: their lists stand here side by side.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Compare the two newest runs</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show the newest run</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The lists of the compared runs stand here once a shopper is chosen.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Lists</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Shoppers</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Find a shopper</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Compare</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Choose the runs whose lists stand side by side</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The run before</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The next run</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Length of the lists</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Top %1</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>aisle::SourcesPanel</name>
        <message>
            <source>Sources</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Import files</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What can be done with this import</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Take this import back...</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 events</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 rejected</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 duplicates</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>aisle::SplitEditor</name>
        <message>
            <source>Test %1 %</source>
            <translation>测试 %1 %</translation>
        </message>
        <message>
            <source>The oldest events teach, the newest test: as it is in a shop, where nobody knows tomorrow.</source>
            <translation>最早的行为用于学习，最新的用于测试：如同店铺里没人知道明天。</translation>
        </message>
        <message>
            <source>Everything before the first date teaches; from the second date on it tests.</source>
            <translation>第一个日期之前用于学习；从第二个日期起用于测试。</translation>
        </message>
        <message>
            <source>Every shopper's last event tests, the last but one validates: as sequence papers do.</source>
            <translation>每位顾客的最后一次行为用于测试，倒数第二次用于验证：序列论文的做法。</translation>
        </message>
        <message>
            <source>Some events of every shopper, drawn at random: to compare with papers. Later events may teach what earlier ones test.</source>
            <translation>随机抽取每位顾客的部分行为：供与论文比较。较晚的行为可能泄露较早的测试内容。</translation>
        </message>
        <message>
            <source>Some of all events, drawn at random: to compare with papers.</source>
            <translation>从全部行为中随机抽取：供与论文比较。</translation>
        </message>
        <message>
            <source>The events in equal parts at random; one part tests. There is no validation part.</source>
            <translation>把行为随机等分，其中一份用于测试。没有验证部分。</translation>
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
            <translation>全部用于学习，不做测试：在同样设置评判过之后，用来展示和上线。</translation>
        </message>
        <message>
            <source>By time, shares</source>
            <translation>按时间比例</translation>
        </message>
        <message>
            <source>By time, dates</source>
            <translation>按日期</translation>
        </message>
        <message>
            <source>Each shopper's last event</source>
            <translation>每位顾客的最后一次行为</translation>
        </message>
        <message>
            <source>At random within each shopper</source>
            <translation>每位顾客内随机</translation>
        </message>
        <message>
            <source>At random over all events</source>
            <translation>全部行为随机</translation>
        </message>
        <message>
            <source>Folds</source>
            <translation>交叉分份</translation>
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
            <translation>行为事件如何划分</translation>
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
            <translation>验证起始</translation>
        </message>
        <message>
            <source>Test from</source>
            <translation>测试起始</translation>
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
            <translation>新顾客已知部分 %</translation>
        </message>
    </context>
    <context>
        <name>aisle::StartPage</name>
        <message>
            <source>not there any more</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Load a shop's behaviour log, train recommenders on this machine, and see the very list each shopper would get, and why. Nothing leaves this computer.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open a project</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A .aisle file: one project, everything in it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Drop files here</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>CSV, zip, gz: events, products, shoppers. Or click to choose.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Try it with a sample shop</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>541,909 invoice lines of a British gift shop, as raw as they came.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Recent projects</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Remove from this list</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>aisle::TablePane</name>
        <message>
            <source>Clear filters</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Earlier rows</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Later rows</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Looking through the rows ...</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Rows %1 to %2 of %3 are shown: a table holds no more at once</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 rows</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 of %2 rows</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>aisle::TableView</name>
        <message>
            <source>Copy</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Filter to this</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Filter out</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open shopper</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show on map</source>
            <translation type="unfinished" />
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
            <translation>行为事件如何划分</translation>
        </message>
        <message>
            <source>Train %1, validation %2, test %3 of the events</source>
            <translation>行为事件中训练 %1，验证 %2，测试 %3</translation>
        </message>
    </context>
    <context>
        <name>aisle::TrainPage</name>
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
            <translation>正在估算时间……</translation>
        </message>
        <message>
            <source>%1 shoppers, %2 products, %3 events to learn from.</source>
            <translation>学习 %1 位顾客、%2 个商品、%3 次行为。</translation>
        </message>
        <message>
            <source>It needs %1 of memory and %2 are free: filter the data or choose a smaller recommender.</source>
            <translation>需要 %1 内存，目前可用 %2：请筛选数据或选用更小的推荐器。</translation>
        </message>
        <message>
            <source>%1, %2. %3</source>
            <translation>%1，%2。%3</translation>
        </message>
        <message>
            <source>This project is open for reading only: runs cannot be kept.</source>
            <translation>项目以只读方式打开：无法保存训练记录。</translation>
        </message>
        <message>
            <source>Quick comparison</source>
            <translation>快速对比</translation>
        </message>
        <message>
            <source>Compare</source>
            <translation>对比</translation>
        </message>
        <message>
            <source>Popularity, bought again, item neighbours and EASE, under the protocol below.</source>
            <translation>热门商品、再次购买、商品近邻与 EASE，按下面的方式评估。</translation>
        </message>
        <message>
            <source>%1.</source>
            <translation>%1。</translation>
        </message>
        <message>
            <source>Products that shoppers already have are offered: %1 of what they want are such.</source>
            <translation>允许推荐顾客已有的商品：他们想要的商品中 %1 是已有的。</translation>
        </message>
        <message>
            <source>%1 #%2</source>
            <translation>%1 #%2</translation>
        </message>
        <message>
            <source>%1 is trained.</source>
            <translation>%1 训练完成。</translation>
        </message>
        <message>
            <source>%1 is trained: %2 is %3 on the test part.</source>
            <translation>%1 训练完成：测试部分 %2 为 %3。</translation>
        </message>
        <message>
            <source>The quick comparison is done.</source>
            <translation>快速对比已完成。</translation>
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
            <translation>没有参数。</translation>
        </message>
        <message>
            <source>Name of the run</source>
            <translation>训练记录名称</translation>
        </message>
        <message>
            <source>Optional</source>
            <translation>可不填</translation>
        </message>
        <message>
            <source>Train</source>
            <translation>训练</translation>
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
            <translation>等待前一个训练结束。</translation>
        </message>
        <message>
            <source>Done in %1.</source>
            <translation>用时 %1。</translation>
        </message>
        <message>
            <source>Cancelled after %1; nothing of it is kept.</source>
            <translation>%1 后取消，没有保留任何内容。</translation>
        </message>
        <message>
            <source>%1 samples/s</source>
            <translation>%1 样本/秒</translation>
        </message>
        <message>
            <source>%1 left</source>
            <translation>剩余 %1</translation>
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
            <source>Epoch</source>
            <translation>轮</translation>
        </message>
        <message>
            <source>This recommender is solved in one step: it has no curve.</source>
            <translation>这个推荐器一步求解，没有曲线。</translation>
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
            <translation>训练推荐器时，这里显示曲线、各轮数据和日志。</translation>
        </message>
        <message>
            <source>Keep best</source>
            <translation>保留最好</translation>
        </message>
        <message>
            <source>Stop now and keep the best epoch so far</source>
            <translation>现在停止，保留目前最好的一轮</translation>
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
            <translation>各轮</translation>
        </message>
        <message>
            <source>Log</source>
            <translation>日志</translation>
        </message>
    </context>
    <context>
        <name>aisle::WhyColumn</name>
        <message>
            <source>a product that is not in the project any more</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This run does not know the product: there was no event of it to learn from.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Not offered: the shopper has it already, and this run offers no product again. Its score is %1.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Place %1 of %2, score %3.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Place %1 of %2, score %3: not in the list.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Place %1 of %2, score %3: the list ends at %4.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This recommender cannot say which event led to it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Because: %1.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Because %1: %2.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 of the score comes from %2.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Mostly because of %1.</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>%n other event(s)</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <source>Score</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A hit: the shopper wanted it in the test part.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What adds to the score of run %1</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This recommender has no picture of the products, so it cannot say what is alike.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Alike for this run (cosine)</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>aisle::WhyView</name>
        <message>
            <source>Looking at its place</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Choose a shopper to see its place.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Add to history</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show on map</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Why not: type a product</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Why not that one: type a product to see its place in every list</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>See the place and the score of a product that is not in the lists.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What if the shopper had chosen it just now: the lists follow</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show this product on the map</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Close</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Close the explanation</source>
            <translation type="unfinished" />
        </message>
    </context>
</TS>
