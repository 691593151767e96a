#include "core/features/relations/cataloguetriples.h"

#include "core/dataset/categories.h"
#include "core/dataset/sidefacts.h"
#include "core/features/textfeatures.h"
#include "core/jobs/jobcontext.h"
#include "core/storage/catalogue.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace aisle {

namespace {

constexpr std::size_t kLongestValue = 100; ///< bytes: what is longer is a text
constexpr std::size_t kMostWords = 10, kMostBigrams = 5;

using Relation = CatalogueTriples::Relation;

/// Gathers the values of products, a relation after the other.
class Gathering
{
public:
    Gathering(const SideFacts &facts, CatalogueTriples &triples, JobContext &job)
        : m_facts(facts), m_triples(triples), m_job(job), m_products(triples.keys.size())
    {
    }
    void categories();
    void brands();
    void attributes();
    void titles();

private:
    /// The products are gone through several times, from the first each time.
    void checkpoint(std::size_t product)
    {
        constexpr std::size_t kBetweenChecks = 1024;
        constexpr int kPasses = 6;
        if (product % kBetweenChecks != 0)
            return;
        m_pass += product == 0;
        m_job.checkpoint();
        m_job.progress((m_pass - 1 + static_cast<double>(product) / static_cast<double>(m_products)) / kPasses,
                       QStringLiteral("reading the catalogue"));
    }
    std::uint32_t value(const std::string &name) { return m_triples.values.code(name); }
    void keep(Relation relation)
    {
        if (!relation.pairs.empty())
            m_triples.relations.push_back(std::move(relation));
    }
    void addWords(const std::vector<std::vector<std::string>> &words);
    void addBigrams(const std::vector<std::vector<std::string>> &words);

    const SideFacts &m_facts;
    CatalogueTriples &m_triples;
    JobContext &m_job;
    std::size_t m_products;
    int m_pass = 0;
    std::map<std::string, std::size_t> m_wordProducts; ///< how many products' titles have it
};

/// "a > b" is a and b; what has no such mark is one.
std::vector<std::string> levelsOf(std::string_view category)
{
    static const std::vector<std::string_view> kMarks{">", "\u00bb", "\u203a"};
    std::vector<std::string> levels(1);
    for (std::size_t at = 0; at < category.size();) {
        const auto mark =
            std::ranges::find_if(kMarks, [&](auto each) { return category.substr(at).starts_with(each); });
        if (mark == kMarks.end())
            levels.back() += category[at++];
        else {
            levels.emplace_back();
            at += mark->size();
        }
    }
    for (auto &level : levels) {
        const auto begin = level.find_first_not_of(' ');
        level = begin == level.npos ? std::string() : level.substr(begin, level.find_last_not_of(' ') - begin + 1);
    }
    std::erase(levels, std::string());
    return levels;
}

void Gathering::categories()
{
    Relation category{.name = "category", .from = QStringLiteral("category")};
    Relation above{.name = "subcategory of", .from = QStringLiteral("category"), .ofProducts = false};
    std::set<std::pair<std::uint32_t, std::uint32_t>> tree;
    for (std::uint32_t product = 0; product < m_products; ++product) {
        checkpoint(product);
        for (const auto text : categoriesIn(m_facts.categories[product])) {
            std::string path = "category:";
            std::optional<std::uint32_t> last;
            for (const auto &level : levelsOf(text)) {
                path += (last ? " > " : "") + level;
                if (path.size() > 10 * kLongestValue)
                    break;
                const auto here = value(path);
                if (last)
                    tree.emplace(here, *last);
                last = here;
            }
            if (last)
                category.pairs.emplace_back(product, *last);
        }
    }
    above.pairs.assign(tree.begin(), tree.end());
    keep(std::move(category));
    keep(std::move(above));
}

void Gathering::brands()
{
    Relation brand{.name = "brand", .from = QStringLiteral("brand")};
    for (std::uint32_t product = 0; product < m_products; ++product) {
        checkpoint(product);
        const auto &name = m_facts.brands[product];
        if (name.size() > kLongestValue)
            ++m_triples.tooLong;
        else if (!name.empty())
            brand.pairs.emplace_back(product, value("brand:" + name));
    }
    keep(std::move(brand));
}

void Gathering::attributes()
{
    std::map<std::string, std::map<std::string, std::vector<std::uint32_t>>>
        products; // of each value of each attribute
    for (std::uint32_t product = 0; product < m_products; ++product) {
        checkpoint(product);
        for (const auto &attribute : m_facts.itemAttributes[product]) {
            const auto mark = attribute.find('=');
            if (mark == 0 || mark > kLongestValue || attribute.size() - mark - 1 > kLongestValue) {
                ++m_triples.tooLong;
                continue;
            }
            auto &with = products[attribute.substr(0, mark)][attribute.substr(mark + 1)];
            if (with.empty() || with.back() != product)
                with.push_back(product);
        }
    }
    for (const auto &[name, values] : products) {
        Relation relation{.name = name, .from = QStringLiteral("attributes")};
        for (const auto &[text, with] : values) {
            if (with.size() < 2) {
                ++m_triples.single;
                continue;
            }
            for (const auto product : with)
                relation.pairs.emplace_back(product, value(name + ':' + text));
        }
        keep(std::move(relation));
    }
}

/// Words of more products tell none of them apart.
std::size_t mostProducts(std::size_t titled)
{
    constexpr std::size_t kInSmallShops = 20, kShare = 10;
    return std::max(titled / kShare, std::min<std::size_t>(kInSmallShops, titled > 0 ? titled - 1 : 0));
}

/// The rarest of them, in that order.
template <class Text>
void keepRarest(std::vector<std::pair<std::size_t, Text>> &texts, std::size_t most)
{
    std::ranges::sort(texts);
    texts.resize(std::min(texts.size(), most));
}

void Gathering::addWords(const std::vector<std::vector<std::string>> &words)
{
    const auto titled =
        static_cast<std::size_t>(std::ranges::count_if(words, [](const auto &title) { return !title.empty(); }));
    const auto most = mostProducts(titled);
    Relation relation{.name = "word", .from = QStringLiteral("title")};
    for (std::uint32_t product = 0; product < m_products; ++product) {
        checkpoint(product);
        std::vector<std::pair<std::size_t, std::string>> telling;
        for (const auto &word : std::set<std::string>(words[product].begin(), words[product].end())) {
            const auto products = m_wordProducts.at(word);
            if (products >= 2 && products <= most)
                telling.emplace_back(products, word);
        }
        keepRarest(telling, kMostWords);
        for (const auto &[products, word] : telling)
            relation.pairs.emplace_back(product, value("word:" + word));
    }
    keep(std::move(relation));
}

void Gathering::addBigrams(const std::vector<std::vector<std::string>> &words)
{
    using Bigram = std::pair<std::string, std::string>;
    const auto bigramsOf = [](const std::vector<std::string> &title) {
        std::set<Bigram> bigrams;
        for (std::size_t place = 1; place < title.size(); ++place)
            bigrams.emplace(title[place - 1], title[place]);
        return bigrams;
    };
    std::map<Bigram, std::size_t> counts;
    std::size_t titled = 0;
    for (const auto &title : words) {
        titled += !title.empty();
        for (const auto &bigram : bigramsOf(title))
            ++counts[bigram];
    }
    const auto most = mostProducts(titled);
    Relation relation{.name = "bigram", .from = QStringLiteral("title")};
    for (std::uint32_t product = 0; product < m_products; ++product) {
        checkpoint(product);
        std::vector<std::pair<std::size_t, Bigram>> telling;
        for (const auto &bigram : bigramsOf(words[product])) {
            const auto products = counts.at(bigram), first = m_wordProducts.at(bigram.first),
                       second = m_wordProducts.at(bigram.second);
            if (products >= 2 && products <= most && products < std::min(first, second) &&
                static_cast<double>(products) * static_cast<double>(titled) >
                    static_cast<double>(first) * static_cast<double>(second))
                telling.emplace_back(products, bigram);
        }
        keepRarest(telling, kMostBigrams);
        for (const auto &[products, bigram] : telling)
            relation.pairs.emplace_back(product, value("words:" + bigram.first + ' ' + bigram.second));
    }
    keep(std::move(relation));
}

void Gathering::titles()
{
    WordSplitter splitter;
    std::vector<std::vector<std::string>> words(m_products);
    for (std::size_t product = 0; product < m_products; ++product) {
        checkpoint(product);
        for (auto &word : splitter.words(m_facts.titles[product]))
            if (word.size() <= kLongestValue)
                words[product].push_back(std::move(word));
        for (const auto &word : std::set<std::string>(words[product].begin(), words[product].end()))
            ++m_wordProducts[word];
    }
    addWords(words);
    addBigrams(words);
}

} // namespace

CatalogueTriples catalogueTriples(const Project &project, const QStringList &from, JobContext &job)
{
    CatalogueTriples triples;
    const Catalogue catalogue(project);
    const auto notProducts = catalogue.notProducts();
    const std::set<ItemId> others(notProducts.begin(), notProducts.end());
    std::vector<ItemId> ids;
    for (auto &[id, key] : catalogue.itemKeys()) {
        if (others.contains(id))
            continue;
        ids.push_back(id);
        triples.keys.push_back(key);
    }
    const auto facts = SideFacts::ofItems(project, ids, job);
    Gathering gathering(facts, triples, job);
    if (from.contains(QStringLiteral("category")))
        gathering.categories();
    if (from.contains(QStringLiteral("brand")))
        gathering.brands();
    if (from.contains(QStringLiteral("attributes")))
        gathering.attributes();
    if (from.contains(QStringLiteral("title")))
        gathering.titles();
    return triples;
}

} // namespace aisle
