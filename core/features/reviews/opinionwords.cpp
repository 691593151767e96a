#include "core/features/reviews/opinionwords.h"

#include <functional>
#include <sstream>

namespace aisle {

namespace {

constexpr const char *kPraise = R"(
good great excellent perfect perfectly amazing awesome fantastic wonderful superb brilliant outstanding terrific best
better nice nicely love loved loves lovely like liked likes enjoy enjoyed enjoyable happy pleased satisfied satisfying
glad delighted impressed impressive recommend recommended worth worthy value bargain cheap affordable inexpensive
easy easily simple quick quickly fast smooth smoothly comfortable comfy soft cozy sturdy solid durable strong reliable
robust quality sharp bright crisp clear clean fresh tasty delicious yummy beautiful beautifully gorgeous pretty cute
elegant stylish attractive accurate precise effective efficient useful helpful handy convenient versatile practical
quiet safe secure light lightweight compact warm cool fun funny interesting exciting entertaining gripping favorite
favourite flawless flawlessly ideal incredible exceptional magnificent marvelous remarkable stunning superior premium
professional polite friendly courteous prompt generous genuine authentic pleasant pleasantly thank thanks fit fits
works worked rich vibrant responsive stable balanced well properly
好 很好 不错 太好 最好 好用 好吃 好看 好听 好闻 喜欢 喜爱 满意 棒 很棒 赞 优秀 完美 漂亮 美观 精致 舒适 舒服 柔软 结实 耐用
牢固 方便 便捷 实用 划算 便宜 实惠 超值 值得 值 推荐 快 很快 迅速 清晰 流畅 稳定 可靠 安静 轻便 正品 新鲜 美味 香 可爱
大方 时尚 贴心 周到 热情 耐心 专业 惊喜 开心 高兴 感谢 简单 合适 合身 厚实 细腻 给力 放心 干净 明亮
)";
constexpr const char *kComplaint = R"(
bad worse worst terrible terribly awful horrible poor poorly disappointing disappointed disappointment disappoints
hate hated hates dislike disliked broken broke break breaks breaking cheaply flimsy fragile weak loose useless
worthless waste wasted junk garbage trash crap rubbish defective faulty defect damaged damage cracked crack torn
scratched bent leak leaks leaking leaked fail fails failed failure failing problem problems issue issues trouble
difficult difficulty hard uncomfortable painful hurts hurt pain noisy loud annoying annoyed irritating frustrating
frustrated frustration slow slowly expensive overpriced costly ugly dull blurry dim dirty smelly stinks stink smell
stale bland boring bored tedious confusing confused confusing complicated unclear misleading misled fake counterfeit
refund refunded return returned returning returns replace replaced replacement complain complaint wrong incorrect
missing lacks lacking lack unfortunately sadly unhappy unsatisfied dissatisfied regret sorry avoid unusable
unreliable unstable inaccurate uneven heavy bulky clumsy awkward stiff rough scratchy itchy tight rusty rust
shrank shrunk faded fades died dead dies stopped stuck jammed glitch glitches buggy crash crashes crashed dangerous
unsafe rude unhelpful unprofessional ignored late delayed ridiculous pathetic mediocre inferior shoddy nasty
horribly rattles buzz hiss hum crackle distorted
差 很差 太差 差劲 坏 坏了 烂 糟糕 糟 失望 后悔 讨厌 难用 难吃 难看 难闻 难受 不好 不满 不满意 不行 不值 垃圾 破 破损 破了
裂 断 断了 掉色 褪色 起球 开线 瑕疵 缺陷 故障 问题 毛病 麻烦 慢 太慢 卡 卡顿 贵 太贵 假 假货 骗 骗人 欺骗 上当 退货 退款
换货 投诉 漏 漏水 异味 臭 刺鼻 噪音 吵 粗糙 劣质 模糊 脏 薄 硬 重 浪费 敷衍 态度差 错 缺 少了 没用 无用 危险 生锈 变形
)";
constexpr const char *kNegations = R"(
not no never none nothing nobody neither nor without hardly barely scarcely cannot cant wont dont doesnt didnt isnt
wasnt arent werent couldnt wouldnt shouldnt aint
不 没 没有 无 非 别 未 不是 并不 并非 不太 不怎么 毫无
)";
constexpr const char *kTurns = R"(
but however though although yet except unfortunately
但 但是 不过 可是 然而 只是 就是 可惜
)";
constexpr const char *kEmpty = R"(
the an and or of to in on at by for with from into onto over under about above below between through during before
after again then once here there when where why how what which who whom this that these those it its it's i'm i've
i'd i'll you your yours you're he him his she her hers they them their theirs we us our ours me my mine myself
itself is are was were be been being am do does did doing done have has had having can could will would shall should
may might must as if because so than too very just only own same such both each few more most other some any all
also even still ever now much many lot lots bit really quite rather pretty almost around away back down out off up
one two three four five six seven eight nine ten first second last next new old another every while until since
get gets got getting go goes going gone went come comes came make makes made making take takes took taken use uses
used using buy buys bought buying purchase purchased purchasing order ordered ordering want wanted wants need needed
needs know knows knew think thinks thought say says said see sees saw seen look looks looked looking find finds found
give gives gave given keep keeps kept put puts try tried tries trying let lets seem seems seemed feel feels felt
work working thing things something anything everything way ways time times day days week weeks month months year
years today yesterday ago long little big small large great product products item items review reviews star stars
amazon people person someone anyone guy friend wife husband son daughter kids end part parts kind sort type actually
definitely probably maybe perhaps simply already sure right left able different enough far however though although
deal deals choice choices idea ideas state job lots plus bonus fact case point line side time chance question
don't doesn't didn't won't can't couldn't wouldn't isn't wasn't aren't that's there's they're what's let's he's
she's we're you've they've i ve ll re got like well
的 了 是 我 你 他 她 它 们 我们 你们 他们 这 那 这个 那个 这些 那些 在 有 和 与 及 也 都 就 还 又 再 很 太 非常 比较 一个
一 二 两 三 个 件 次 种 些 上 下 里 中 到 去 来 给 把 被 让 用 买 买了 购买 东西 商品 产品 宝贝 收到 感觉 觉得 看 说 想 要 会
能 可以 可能 应该 什么 怎么 因为 所以 如果 虽然 还是 而且 或者 以后 之后 以前 时候 今天 昨天 年 月 日 天 时间 第一 一次 一直
已经 真的 真 吧 啊 呢 吗 哦 呀 着 过 对 于 从 向 等 得 地 之 其 此 并 而 且 最 更 多 少 大 小 没 不
)";

void eachWord(const char *text, const std::function<void(const std::string &word)> &take)
{
    std::istringstream words(text);
    for (std::string word; words >> word;)
        take(word);
}

std::unordered_set<std::string> setOf(const char *text)
{
    std::unordered_set<std::string> words;
    eachWord(text, [&](const std::string &word) { words.insert(word); });
    return words;
}

} // namespace

OpinionWords::OpinionWords() : m_negations(setOf(kNegations)), m_turns(setOf(kTurns)), m_empty(setOf(kEmpty))
{
    eachWord(kPraise, [this](const std::string &word) { m_polarity[word] = 1; });
    eachWord(kComplaint, [this](const std::string &word) { m_polarity[word] = -1; });
}

double OpinionWords::polarity(const std::string &word) const
{
    const auto found = m_polarity.find(word);
    return found == m_polarity.end() ? 0 : found->second;
}

bool OpinionWords::turnsRound(const std::string &word) const
{
    return m_negations.contains(word) || word.ends_with("n't") || word.ends_with("n\u2019t");
}

} // namespace aisle
