#include "core/search/index/searchindexbuilder.h"

#include "core/common/parallel.h"
#include "core/dataset/categories.h"
#include "core/jobs/jobcontext.h"
#include "core/search/words/language.h"
#include "core/storage/catalogue.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>
#include <limits>

namespace aisle {

namespace {

constexpr std::size_t kBatch = 8192;        ///< products read and cut at once
constexpr std::size_t kTellLanguage = 4000; ///< products that tell it

/// {"colour": "red", "wireless": true, "used": false} as "red. wireless".
void addAttribute(const QString &name, const QJsonValue &value, QStringList &texts)
{
    if (value.isArray()) {
        for (const auto &each : value.toArray())
            addAttribute(name, each, texts);
    } else if (value.isBool()) {
        if (value.toBool())
            texts << name;
    } else if (const auto text = value.toVariant().toString().trimmed(); !text.isEmpty()) {
        texts << text;
    }
}

QString attributesText(const QString &json)
{
    QStringList texts;
    const auto object = QJsonDocument::fromJson(json.toUtf8()).object();
    for (auto member = object.begin(); member != object.end(); ++member)
        addAttribute(member.key(), *member, texts);
    return texts.join(QStringLiteral(". "));
}

FieldTexts textsOf(const ItemRecord &item)
{
    return {item.title.toStdString(),       item.category.toStdString(),
            item.brand.toStdString(),       attributesText(item.attributes).toStdString(),
            item.description.toStdString(), item.key.toStdString()};
}

IndexedFacts factsOf(const ItemRecord &item)
{
    IndexedFacts facts{.brand = item.brand.trimmed().toStdString(), .categories = {}, .price = item.price};
    const auto path = item.category.toStdString();
    for (const auto level : categoriesIn(path))
        facts.categories.emplace_back(level);
    return facts;
}

std::vector<ItemId> productsOf(const Catalogue &catalogue)
{
    auto ids = catalogue.itemIds();
    auto none = catalogue.notProducts();
    std::ranges::sort(none);
    std::erase_if(ids, [&](std::int64_t id) { return std::ranges::binary_search(none, ItemId(id)); });
    return {ids.begin(), ids.end()};
}

std::string languageOf(const Catalogue &catalogue, std::span<const ItemId> ids)
{
    std::vector<ItemId> some;
    const auto step = std::max<std::size_t>(1, ids.size() / kTellLanguage);
    for (std::size_t at = 0; at < ids.size(); at += step)
        some.push_back(ids[at]);
    LanguageGuess guess;
    SearchWords words;
    for (const auto &item : catalogue.items(some))
        for (const auto *text : {&item.title, &item.description})
            for (const auto &word : words.read(text->toStdString()))
                guess.see(word.surface);
    return guess.language();
}

/// NaN where it is none, below 0 or beyond what a number of this size holds.
float storedPrice(const std::optional<double> &price)
{
    const bool isOne = price && *price >= 0 && *price <= std::numeric_limits<float>::max();
    return isOne ? static_cast<float>(*price) : std::numeric_limits<float>::quiet_NaN();
}

} // namespace

std::uint32_t SearchIndexBuilder::termNumber(const std::string &term)
{
    const auto [found, isNew] = m_numbers.try_emplace(term, static_cast<std::uint32_t>(m_said.size()));
    if (isNew)
        m_said.emplace_back();
    return found->second;
}

void SearchIndexBuilder::noteSurface(const SearchWord &word, std::uint32_t term, std::uint32_t product, bool isOpen)
{
    auto &written = m_surfaces.try_emplace(word.surface, Written{.term = term}).first->second;
    written.note(0, product);
    if (isOpen)
        written.note(1, product);
}

void SearchIndexBuilder::add(std::int64_t item, const FieldWords &words, const IndexedFacts &facts)
{
    const auto product = static_cast<std::uint32_t>(m_index.m_items.size());
    m_index.m_items.push_back(item);
    m_index.m_prices.push_back(storedPrice(facts.price));
    if (!facts.brand.empty())
        ++m_brands[facts.brand];
    for (const auto &category : facts.categories)
        ++m_categories[category];
    m_ofProduct.clear();
    for (std::size_t field = 0; field < kSearchFields; ++field) {
        std::size_t length = 0;
        for (const auto &word : words[field]) {
            length += word.isExtra ? 0 : 1;
            const auto term = termNumber(word.term);
            noteSurface(word, term, product, kOpenFields[field]);
            auto &count = m_ofProduct[term].counts[field];
            count = static_cast<std::uint16_t>(std::min(count + 1, 0xFFFF));
        }
        m_index.m_lengths.push_back(static_cast<std::uint16_t>(std::min<std::size_t>(length, 0xFFFF)));
    }
    for (const auto &[term, posting] : m_ofProduct) {
        auto &said = m_said[term];
        PostingBytes::write(said.postings, product - said.last, posting);
        said.last = product;
        ++said.count;
    }
}

void SearchIndexBuilder::putTerms(std::vector<std::uint32_t> &placeOf)
{
    std::vector<std::pair<std::string_view, std::uint32_t>> sorted(m_numbers.begin(), m_numbers.end());
    std::ranges::sort(sorted);
    placeOf.resize(sorted.size());
    for (const auto &[term, number] : sorted) {
        placeOf[number] = static_cast<std::uint32_t>(m_index.m_terms.size());
        m_index.m_terms.append(term);
        auto &said = m_said[number];
        m_index.m_counts.push_back(said.count);
        m_index.m_postings.insert(m_index.m_postings.end(), said.postings.begin(), said.postings.end());
        m_index.m_ends.push_back(m_index.m_postings.size());
        said.postings = {};
    }
}

void SearchIndexBuilder::putSurfaces(const std::vector<std::uint32_t> &placeOf)
{
    std::vector<std::pair<std::string_view, const Written *>> sorted;
    for (const auto &[surface, written] : m_surfaces)
        sorted.emplace_back(surface, &written);
    std::ranges::sort(sorted, {}, [](const auto &each) { return each.first; });
    for (const auto &[surface, written] : sorted) {
        m_index.m_surfaces.append(surface);
        m_index.m_termOf.push_back(placeOf[written->term]);
        m_index.m_saidBy.push_back(written->products[0]);
        m_index.m_openlyBy.push_back(written->products[1]);
    }
}

/// Names that say the same words are one, shown as most products write it.
NameList SearchIndexBuilder::namesOf(const std::map<std::string, std::uint32_t> &written) const
{
    struct Name
    {
        std::string shown;
        std::uint32_t most = 0, products = 0;
    };
    std::map<std::string, Name> byWords;
    SearchWords words;
    for (const auto &[name, products] : written) {
        auto &one = byWords[spacedSurfaces(words.read(name))];
        one.products += products;
        if (products > one.most) {
            one.most = products;
            one.shown = name;
        }
    }
    byWords.erase(std::string());
    NameList list;
    for (const auto &[key, name] : byWords) {
        list.words.append(key);
        list.shown.push_back(name.shown);
        list.counts.push_back(name.products);
    }
    return list;
}

SearchIndex SearchIndexBuilder::finish()
{
    std::vector<std::uint32_t> placeOf;
    putTerms(placeOf);
    putSurfaces(placeOf);
    m_index.m_brands = namesOf(m_brands);
    m_index.m_categories = namesOf(m_categories);
    m_index.findMeans();
    return std::move(m_index);
}

FieldWords wordsOf(const FieldTexts &texts, SearchWords &words)
{
    FieldWords found;
    for (std::size_t field = 0; field < kSearchFields; ++field)
        found[field] = words.read(texts[field]);
    return found;
}

SearchIndex buildSearchIndex(const Project &project, JobContext &job)
{
    const Catalogue catalogue(project);
    const auto ids = productsOf(catalogue);
    const auto language = languageOf(catalogue, ids);
    SearchIndexBuilder builder(language);
    std::vector<SearchWords> words;
    for (int thread = 0; thread < threadCount(); ++thread)
        words.emplace_back(language);
    for (std::size_t begin = 0; begin < ids.size(); begin += kBatch) {
        job.checkpoint();
        job.progress(static_cast<double>(begin) / static_cast<double>(ids.size()), QStringLiteral("indexing products"));
        const auto items = catalogue.items(std::span(ids).subspan(begin, std::min(kBatch, ids.size() - begin)));
        std::vector<FieldWords> cut(items.size());
        parallelFor(items.size(), 64, [&](std::size_t from, std::size_t to, int thread) {
            for (auto at = from; at < to; ++at)
                cut[at] = wordsOf(textsOf(items[at]), words[static_cast<std::size_t>(thread)]);
        });
        for (std::size_t at = 0; at < items.size(); ++at)
            builder.add(items[at].id.value, cut[at], factsOf(items[at]));
    }
    return builder.finish();
}

} // namespace aisle
