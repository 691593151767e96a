#include "app/cli/command.h"
#include "app/cli/rankeroptions.h"
#include "app/cli/runanswers.h"
#include "core/common/text/sentence.h"
#include "core/search/suggest/suggestions.h"
#include "core/storage/catalogue.h"
#include "core/storage/search/judgementstore.h"

#include <QElapsedTimer>
#include <QJsonArray>

namespace aisle::cli {

namespace {

QJsonArray wordsJson(const std::vector<std::string> &words)
{
    QJsonArray json;
    for (const auto &word : words)
        json.append(utf8(word));
    return json;
}

QJsonValue namedJson(const std::optional<NamedThing> &thing)
{
    return thing ? QJsonValue(QJsonObject{{QStringLiteral("name"), utf8(thing->name)},
                                          {QStringLiteral("share"), thing->share}})
                 : QJsonValue();
}

QJsonValue priceJson(const PriceWish &wish)
{
    if (!wish.isAny())
        return {};
    const auto bound = [](const std::optional<double> &value) { return value ? QJsonValue(*value) : QJsonValue(); };
    return QJsonObject{{QStringLiteral("from"), bound(wish.from)},
                       {QStringLiteral("to"), bound(wish.to)},
                       {QStringLiteral("cheap"), wish.cheap},
                       {QStringLiteral("words"), wish.words}};
}

QJsonObject understoodJson(const Understood &query)
{
    QJsonArray corrected;
    for (const auto &word : query.words.corrected)
        corrected.append(
            QJsonObject{{QStringLiteral("asked"), utf8(word.asked)}, {QStringLiteral("used"), utf8(word.used)}});
    return {{QStringLiteral("words"), wordsJson(query.words.words)},
            {QStringLiteral("corrected"), corrected},
            {QStringLiteral("brand"), namedJson(query.brand)},
            {QStringLiteral("category"), namedJson(query.category)},
            {QStringLiteral("price"), priceJson(query.price)},
            {QStringLiteral("attributes"), wordsJson(query.sizes)},
            {QStringLiteral("intent"), QString::fromLatin1(intentName(query.intent))}};
}

/// "brand HP, to 50"; empty: only words
QString understoodText(const Understood &query)
{
    QStringList parts;
    if (query.brand)
        parts << QStringLiteral("brand %1").arg(utf8(query.brand->name));
    if (query.category)
        parts << QStringLiteral("category %1").arg(utf8(query.category->name));
    if (query.price.from)
        parts << QStringLiteral("price from %1").arg(*query.price.from);
    if (query.price.to)
        parts << QStringLiteral("price to %1").arg(*query.price.to);
    return parts.isEmpty() ? QString() : QStringLiteral("Understood: %1\n").arg(parts.join(QStringLiteral(", ")));
}

/// "cable (title), usb (title, description)"
QString whyText(const std::vector<LexicalPart> &parts)
{
    QStringList texts;
    for (const auto &part : parts) {
        QStringList fields;
        for (std::size_t field = 0; field < kSearchFields; ++field)
            if (part.shares[field] > 0)
                fields << QLatin1String(searchFieldName(field));
        texts << QStringLiteral("%1 (%2)").arg(utf8(part.matched), fields.join(QStringLiteral(", ")));
    }
    return texts.join(QStringLiteral(", "));
}

QJsonArray whyJson(const std::vector<LexicalPart> &parts)
{
    QJsonArray json;
    for (const auto &part : parts) {
        QJsonObject fields;
        for (std::size_t field = 0; field < kSearchFields; ++field)
            if (part.shares[field] > 0)
                fields.insert(QLatin1String(searchFieldName(field)), part.shares[field]);
        json.append(QJsonObject{{QStringLiteral("asked"), utf8(part.asked)},
                                {QStringLiteral("word"), utf8(part.matched)},
                                {QStringLiteral("score"), part.score},
                                {QStringLiteral("fields"), fields}});
    }
    return json;
}

/// A product's score and what it is made of; a part that the ranker does not have is null.
QJsonObject partsJson(const SearchScores &scores, std::uint32_t product)
{
    const auto part = [&](const std::vector<float> &of) {
        return of.empty() ? QJsonValue() : QJsonValue(static_cast<double>(of[product]));
    };
    return {{QStringLiteral("lexical"), part(scores.lexical)},
            {QStringLiteral("semantic"), part(scores.semantic)},
            {QStringLiteral("personal"), QJsonValue()}};
}

QStringList searchRemarks(const Understood &query, bool isEmpty)
{
    QStringList remarks;
    for (const auto &word : query.words.corrected)
        remarks
            << QStringLiteral("No product says \"%1\"; searched for \"%2\".").arg(utf8(word.asked), utf8(word.used));
    for (const auto &word : query.words.lexical)
        if (word.alternatives.empty())
            remarks << QStringLiteral("No product says \"%1\" or anything near it.").arg(utf8(word.asked));
    if (isEmpty)
        remarks << QStringLiteral("No product is found.");
    return remarks;
}

/// Queries that people asked, those judged first first.
std::vector<std::string> askedQueries(const Project &project)
{
    std::vector<std::string> queries;
    for (const auto &one : JudgementStore(project).all())
        if (queries.empty() || queries.back() != one.query)
            queries.push_back(one.query);
    return queries;
}

Answer suggest(const Invocation &call)
{
    takeNoMore(call, 1);
    call.refuse({"ranker", "alpha", "features"}, "--suggest completes words");
    const auto project = Project::open(call.arguments.front(), Project::Access::ReadWrite);
    const auto engine = ProductSearch::open(*project, call.job);
    const bool inAll = !call.isSet("pseudonyms"); // what people asked may be a key
    Suggestions suggestions(engine->index(), inAll ? askedQueries(*project) : std::vector<std::string>(), inAll);
    QElapsedTimer clock;
    clock.start();
    const auto found =
        suggestions.complete(call.value("suggest").toStdString(), static_cast<std::size_t>(lengthOf(call)));
    const auto milliseconds = static_cast<double>(clock.nsecsElapsed()) / 1e6;
    QJsonArray json;
    std::vector<QStringList> rows;
    for (const auto &one : found) {
        json.append(QJsonObject{{QStringLiteral("text"), utf8(one.text)},
                                {QStringLiteral("kind"), QString::fromLatin1(suggestionKind(one.kind))},
                                {QStringLiteral("products"), static_cast<qint64>(one.products)}});
        rows.push_back({utf8(one.text), QString::fromLatin1(suggestionKind(one.kind)), count(one.products)});
    }
    return {{{QStringLiteral("suggestions"), json}, {QStringLiteral("milliseconds"), milliseconds}},
            rows.empty()
                ? QStringLiteral("Nothing begins like this.\n")
                : table({QStringLiteral("suggestion"), QStringLiteral("kind"), QStringLiteral("products")}, rows)};
}

Answer search(const Invocation &call)
{
    if (call.isSet("suggest"))
        return suggest(call);
    if (call.arguments.size() < 2)
        throw WrongUsage{QStringLiteral("What is searched? `aisle-cli search PROJECT QUERY`, or --suggest PREFIX")};
    const auto project = Project::open(call.arguments.front(), Project::Access::ReadWrite);
    const auto choice = rankerOf(call, call.value("ranker"));
    const auto length = lengthOf(call);
    auto engine = ProductSearch::open(*project, call.job, !call.isSet("pseudonyms"));
    useVectors(call, *project, *engine, {choice});
    QElapsedTimer clock;
    clock.start();
    const auto query = engine->read(call.arguments[1].toStdString());
    const auto scores = engine->scores(query, choice, call.job);
    const auto best = bestProducts(scores, static_cast<std::size_t>(length));
    const auto milliseconds = static_cast<double>(clock.nsecsElapsed()) / 1e6;
    const Catalogue catalogue(*project);
    const auto keys = keysOf(call, *project);
    QJsonArray items;
    std::vector<QStringList> rows;
    for (const auto product : best) {
        const auto item = catalogue.item(ItemId(engine->index().items()[product])).value_or(ItemRecord{});
        const auto why = engine->parts(query, choice, product);
        const auto rank = items.size() + 1;
        items.append(QJsonObject{{QStringLiteral("rank"), rank},
                                 {QStringLiteral("item"), keys.product(item.key)},
                                 {QStringLiteral("title"), item.title},
                                 {QStringLiteral("score"), static_cast<double>(scores.total[product])},
                                 {QStringLiteral("parts"), partsJson(scores, product)},
                                 {QStringLiteral("why"), whyJson(why)}});
        rows.push_back({count(rank), keys.product(item.key), item.title, figure(scores.total[product]), whyText(why)});
    }
    return {{{QStringLiteral("understood"), understoodJson(query)},
             {QStringLiteral("ranker"), QString::fromStdString(choice.ranker)},
             {QStringLiteral("features"), engine->vectors() ? QJsonValue(engine->vectors()->name) : QJsonValue()},
             {QStringLiteral("items"), items},
             {QStringLiteral("milliseconds"), milliseconds},
             {QStringLiteral("index_built"), engine->wasBuilt()},
             {QStringLiteral("remarks"), QJsonArray::fromStringList(searchRemarks(query, rows.empty()))}},
            understoodText(query) +
                (rows.empty() ? QString()
                              : table({QStringLiteral("rank"), QStringLiteral("item"), QStringLiteral("title"),
                                       QStringLiteral("score"), QStringLiteral("why")},
                                      rows))};
}

void addSearchOptions(QCommandLineParser &parser)
{
    addOption(parser, "ranker", "lexical (by words, BM25F), semantic (by vectors of texts) or hybrid (by both).",
              "NAME", QStringLiteral("hybrid"));
    addRankerOptions(parser);
    addOption(parser, "suggest", "Complete this beginning of a query instead of searching.", "PREFIX");
    addOption(parser, "k", "How many products, or suggestions.", "K", QStringLiteral("10"));
    addPseudonymsOption(parser);
}

} // namespace

std::vector<Command> searchCommands()
{
    return {{"search", "the products for a query, and what of each is found", "PROJECT [QUERY]",
             "aisle-cli search shop.aisle \"usb cable 2m\" --ranker lexical", 1, 2, addSearchOptions, search}};
}

} // namespace aisle::cli
