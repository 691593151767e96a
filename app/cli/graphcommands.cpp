#include "app/cli/command.h"
#include "app/cli/importoptions.h"
#include "app/cli/linkscommand.h"
#include "app/cli/runanswers.h"
#include "core/common/error.h"
#include "core/common/keyformatter.h"
#include "core/common/lookup/mapped.h"
#include "core/common/text/sentence.h"
#include "core/features/relations/graphbuild.h"
#include "core/features/relations/graphediting.h"
#include "core/features/relations/graphimport.h"
#include "core/features/relations/graphsource.h"
#include "core/features/relations/paths.h"
#include "core/storage/catalogue.h"
#include "core/storage/eventstore.h"
#include "core/storage/project.h"

#include <QJsonArray>
#include <algorithm>
#include <set>

namespace aisle::cli {

namespace {

QString fileIn(const Invocation &call)
{
    if (call.arguments.size() < 3)
        throw WrongUsage{QStringLiteral("Name the file: `aisle-cli graph PROJECT %1 FILE`.").arg(call.arguments[1])};
    takeNoMore(call, 3);
    return call.arguments[2];
}

qint64 number(std::int64_t value)
{
    return static_cast<qint64>(value);
}

QJsonObject countsJson(const GraphCounts &counts)
{
    return {{QStringLiteral("entities"), number(counts.entities)},
            {QStringLiteral("relations"), number(counts.relations)},
            {QStringLiteral("triples"), number(counts.triples)},
            {QStringLiteral("linked_products"), number(counts.products)},
            {QStringLiteral("linked_shoppers"), number(counts.shoppers)},
            {QStringLiteral("waiting_links"), number(counts.waiting)},
            {QStringLiteral("entities_without_triples"), number(counts.withoutTriple)}};
}

QString countsText(const GraphCounts &counts)
{
    return sentence("The graph has %1 [triple|triples] of %2 [relation|relations] between %3 [entity|entities]; %4 "
                    "[is a product|are products] of the project, %5 [is a shopper|are shoppers].\n",
                    {counts.triples, counts.relations, counts.entities, counts.products, counts.shoppers});
}

/// What a file's rows were, besides good.
QStringList fileRemarks(const Invocation &call, const ColumnFile &file)
{
    QStringList remarks;
    const auto name = hideable(call, file.name);
    if (file.rejected > 0)
        remarks << sentence("%1 of %2 [row|rows] in %3 [%1:is|are] left out (%4), such as %5.",
                            {file.rejected, file.rows, name, inWords(file.reasons),
                             hideable(call, file.examples.join(QStringLiteral("; ")))});
    if (file.count && *file.count != file.rows)
        remarks << sentence("The first line of %1 says %2, and %3 [row follows|rows follow]: what is there was read.",
                            {name, *file.count, file.rows});
    return remarks;
}

QStringList importRemarks(const Invocation &call, const GraphImported &done, const char *whom)
{
    auto remarks = fileRemarks(call, done.tripleFile);
    for (const auto *file : {&done.entityFile, &done.relationFile, &done.linkFile})
        if (*file)
            remarks << fileRemarks(call, **file);
    if (!done.source)
        remarks << QStringLiteral("An import said all of this before: the graph is as it was.");
    else if (done.already > 0)
        remarks << sentence("%1 [triple was|triples were] there already.", {done.already});
    if (done.repeated > 0)
        remarks << sentence("%1 [row repeats|rows repeat] a triple of the same file.", {done.repeated});
    if (done.waiting > 0)
        remarks << sentence(
            "%1 [key is|keys are] of no %2 of the project (such as %3): [%1:its tie waits|their ties "
            "wait] until a log or catalogue brings [%1:it|them].",
            {done.waiting, QString::fromLatin1(whom), hideable(call, done.waitingKeys.join(QStringLiteral(", ")))});
    if (done.linkedWithoutTriple > 0)
        remarks << sentence("%1 [linked entity stands|linked entities stand] in no triple of the file.",
                            {done.linkedWithoutTriple});
    if (done.sameNames > 0)
        remarks << sentence(
            "%1 [entity has a product's key for its name|entities have products' keys for their names]; "
            "nothing ties them, for a name says little: --links FILE does, or --same-names.",
            {done.sameNames});
    return remarks;
}

QJsonObject importJson(const GraphImported &done)
{
    QJsonObject reasons;
    for (const auto &[reason, rows] : done.tripleFile.reasons)
        reasons.insert(utf8(reason), number(rows));
    return {{QStringLiteral("rows"), number(done.tripleFile.rows)},
            {QStringLiteral("triples"), number(done.created + done.already)},
            {QStringLiteral("new"), number(done.created)},
            {QStringLiteral("already"), number(done.already)},
            {QStringLiteral("repeated"), number(done.repeated)},
            {QStringLiteral("rejected"), number(done.tripleFile.rejected)},
            {QStringLiteral("reasons"), reasons},
            {QStringLiteral("new_names"), number(done.names)},
            {QStringLiteral("new_links"), number(done.links)},
            {QStringLiteral("waiting"), number(done.waiting)},
            {QStringLiteral("source"), done.source ? QJsonValue(number(done.source->value)) : QJsonValue()}};
}

Answer importAnswer(const Project &project, const GraphImported &done, const QStringList &remarks)
{
    const auto counts = GraphStore(project).counts();
    auto json = importJson(done);
    json.insert(QStringLiteral("graph"), countsJson(counts));
    json.insert(QStringLiteral("remarks"), QJsonArray::fromStringList(remarks));
    return {json, sentence("%1 new [triple|triples], %2 there already, %3 [row|rows] left out.\n",
                           {done.created, done.already, done.tripleFile.rejected}) +
                      countsText(counts)};
}

std::optional<TripleOrder> orderOf(const Invocation &call)
{
    const auto order = call.value("order");
    if (order.isEmpty())
        return {};
    if (order == QLatin1String("hrt"))
        return TripleOrder::HeadRelationTail;
    if (order == QLatin1String("htr"))
        return TripleOrder::HeadTailRelation;
    throw WrongUsage{
        QStringLiteral("--order is hrt (head, relation, tail) or htr (head, tail, relation), not %1.").arg(order)};
}

Answer import(const Invocation &call)
{
    GraphImport request{.files = {.triples = fileIn(call),
                                  .entities = call.value("entities"),
                                  .relations = call.value("relations"),
                                  .links = call.value("links"),
                                  .order = orderOf(call)},
                        .replace = call.isSet("replace"),
                        .sameNames = call.isSet("same-names")};
    Answer answer;
    inProject(call, [&](Project &project) {
        const auto done = importGraph(project, request, call.job);
        auto remarks = importRemarks(call, done, "product");
        if (done.tripleFile.count && !request.files.order && !done.tripleFile.hasHeader)
            remarks << QStringLiteral("The first line is a lone count, so the columns are taken for head, tail, "
                                      "relation, as OpenKE writes them: --order hrt if that is wrong.");
        answer = importAnswer(project, done, remarks);
    });
    return answer;
}

Answer social(const Invocation &call)
{
    const auto path = fileIn(call);
    const auto relation = call.isSet("relation") ? call.value("relation") : QStringLiteral("trusts");
    Answer answer;
    inProject(call, [&](Project &project) {
        const auto done = importSocial(project, path, relation, call.job);
        answer = importAnswer(project, done, importRemarks(call, done, "shopper"));
    });
    return answer;
}

QStringList buildRemarks(const GraphBuilt &built)
{
    QStringList remarks;
    if (built.without > 0)
        remarks << sentence("%1 [product has|products have] nothing to build from.", {built.without});
    if (built.single > 0)
        remarks << sentence("%1 [value of an attribute is|values of attributes are] left out, being of one product "
                            "only.",
                            {built.single});
    if (built.tooLong > 0)
        remarks << sentence("%1 [value is|values are] left out, being texts of more than 100 bytes.", {built.tooLong});
    if (!built.goesWith)
        return remarks;
    const auto &pairs = *built.goesWith;
    remarks << (pairs.split.isEmpty()
                    ? QStringLiteral(
                          "What goes with what is learnt from all events, so a run that is judged on some of "
                          "them has seen them in this graph: --split and --seed of the run keep to its "
                          "training part.")
                    : QStringLiteral("What goes with what is learnt from the training part of %1, seed %2.")
                          .arg(pairs.split, QString::number(pairs.seed)));
    if (pairs.pairs.empty())
        remarks << sentence("No two products go together: %1 [basket has|baskets have] two or more (%2).",
                            {pairs.baskets, pairs.kinds});
    if (pairs.tooLarge > 0)
        remarks << sentence("%1 [basket of more than 200 products is|baskets of more than 200 products are] left out.",
                            {pairs.tooLarge});
    return remarks;
}

QJsonObject goesWithJson(const GoesWithPairs &pairs)
{
    return {{QStringLiteral("events"), pairs.split.isEmpty() ? QStringLiteral("all") : QStringLiteral("train")},
            {QStringLiteral("split"), pairs.split},
            {QStringLiteral("seed"), QString::number(pairs.seed)},
            {QStringLiteral("data_hash"), pairs.dataHash},
            {QStringLiteral("kinds"), pairs.kinds},
            {QStringLiteral("baskets"), number(pairs.baskets)},
            {QStringLiteral("pairs"), static_cast<qint64>(pairs.pairs.size())}};
}

GraphBuild buildOf(const Invocation &call)
{
    constexpr int kUsualSeed = 1;
    GraphBuild request{.from = call.isSet("from") ? call.distinct("from") : QStringList(), .goesWith = {}};
    if (call.isSet("goes-with"))
        request.goesWith = {.split = call.value("split"),
                            .seed = static_cast<std::uint64_t>(call.countOf("seed", kUsualSeed))};
    else
        call.refuse({"split", "seed"}, "they are of --goes-with");
    if (call.isSet("seed") && !call.isSet("split"))
        throw WrongUsage{QStringLiteral("--seed belongs to --split.")};
    return request;
}

Answer build(const Invocation &call)
{
    takeNoMore(call, 2);
    const auto request = buildOf(call);
    const auto project = Project::open(call.arguments.front(), Project::Access::ReadWrite, true);
    const auto built = buildGraph(*project, request, call.job);
    QJsonArray relations;
    std::vector<QStringList> rows;
    std::int64_t all = 0;
    for (const auto &one : built.relations) {
        relations.append(QJsonObject{{QStringLiteral("relation"), one.name},
                                     {QStringLiteral("triples"), number(one.triples)},
                                     {QStringLiteral("new"), number(one.created)},
                                     {QStringLiteral("source"), one.source}});
        rows.push_back({one.name, count(one.triples), one.source});
        all += one.triples;
    }
    const auto counts = GraphStore(*project).counts();
    QJsonObject json{{QStringLiteral("relations"), relations},
                     {QStringLiteral("triples"), number(all)},
                     {QStringLiteral("products"), number(built.products)},
                     {QStringLiteral("graph"), countsJson(counts)},
                     {QStringLiteral("remarks"), QJsonArray::fromStringList(buildRemarks(built))}};
    if (built.goesWith)
        json.insert(QStringLiteral("goes_with"), goesWithJson(*built.goesWith));
    return {json, table({QStringLiteral("relation"), QStringLiteral("triples"), QStringLiteral("source")}, rows) +
                      countsText(counts)};
}

TypedTriple typedIn(const Invocation &call)
{
    if (call.arguments.size() < 5)
        throw WrongUsage{
            QStringLiteral("Name all three: `aisle-cli graph PROJECT %1 HEAD RELATION TAIL`.").arg(call.arguments[1])};
    takeNoMore(call, 5);
    return {call.arguments[2], call.arguments[3], call.arguments[4]};
}

QJsonObject tripleJson(const TypedTriple &triple)
{
    return {{QStringLiteral("head"), triple.head},
            {QStringLiteral("relation"), triple.relation},
            {QStringLiteral("tail"), triple.tail}};
}

Answer add(const Invocation &call)
{
    const auto typed = typedIn(call);
    const auto project = Project::open(call.arguments.front(), Project::Access::ReadWrite, true);
    const auto added = addTriple(*project, typed);
    return {{{QStringLiteral("added"), tripleJson(added)}},
            QStringLiteral("%1 %2 %3 stands in the graph.\n").arg(added.head, added.relation, added.tail)};
}

Answer remove(const Invocation &call)
{
    const auto typed = typedIn(call);
    const auto project = Project::open(call.arguments.front(), Project::Access::ReadWrite, true);
    const auto removed = removeTriple(*project, typed);
    QStringList remarks;
    if (removed.isBuiltAgain)
        remarks << QStringLiteral("It was built from the project's own data: building again brings it back.");
    return {{{QStringLiteral("deleted"), tripleJson(removed.triple)},
             {QStringLiteral("sources"), number(removed.sources)},
             {QStringLiteral("remarks"), QJsonArray::fromStringList(remarks)}},
            QStringLiteral("%1 %2 %3 is deleted.\n")
                .arg(removed.triple.head, removed.triple.relation, removed.triple.tail)};
}

Answer merge(const Invocation &call)
{
    if (call.arguments.size() < 4)
        throw WrongUsage{QStringLiteral("Name both: `aisle-cli graph PROJECT merge FROM INTO`.")};
    takeNoMore(call, 4);
    const auto project = Project::open(call.arguments.front(), Project::Access::ReadWrite, true);
    const auto merged = mergeEntities(*project, call.arguments[2], call.arguments[3]);
    return {{{QStringLiteral("merged"), merged.from},
             {QStringLiteral("into"), merged.into},
             {QStringLiteral("triples"), number(merged.triples)},
             {QStringLiteral("remarks"),
              QJsonArray{QStringLiteral("Building or importing again brings the name back where it says it.")}}},
            sentence("%1 [triple|triples] of %2 [%1:is|are] said of %3 now.\n",
                     {merged.triples, merged.from, merged.into})};
}

Answer undo(const Invocation &call)
{
    if (call.arguments.size() < 3)
        throw WrongUsage{QStringLiteral("Which source? `graph PROJECT info` gives their numbers.")};
    takeNoMore(call, 3);
    bool isNumber = false;
    const TripleSourceId id(call.arguments[2].toLongLong(&isNumber));
    if (!isNumber)
        throw WrongUsage{
            QStringLiteral("A source goes by its number (see `graph PROJECT info`), not %1.").arg(call.arguments[2])};
    const auto project = Project::open(call.arguments.front(), Project::Access::ReadWrite, true);
    removeSource(*project, id);
    const auto counts = GraphStore(*project).counts();
    return {{{QStringLiteral("undone"), number(id.value)}, {QStringLiteral("graph"), countsJson(counts)}},
            countsText(counts)};
}

Answer info(const Invocation &call)
{
    takeNoMore(call, 2);
    const auto project = Project::open(call.arguments.front(), Project::Access::ReadOnly);
    const GraphStore store(*project);
    const auto counts = store.counts();
    std::map<TripleSourceId, QString> texts;
    QJsonArray sources;
    for (const auto &source : store.sources()) {
        texts[source.id] = GraphSource::text(source, hideable(call, GraphSource::of(source).file));
        sources.append(QJsonObject{{QStringLiteral("source"), number(source.id.value)},
                                   {QStringLiteral("origin"), QString::fromLatin1(originName(source.origin))},
                                   {QStringLiteral("text"), texts[source.id]},
                                   {QStringLiteral("at"), isoTime(source.at)}});
    }
    const auto perSource = store.triplesPerSource();
    const auto perRelation = store.triplesPerRelation();
    QJsonArray relations;
    std::vector<QStringList> rows;
    for (const auto &[id, name] : store.relations()) {
        const auto triples = perRelation.find(id);
        const auto all = triples == perRelation.end() ? 0 : triples->second;
        QJsonArray said;
        for (auto at = perSource.lower_bound({id, TripleSourceId(0)}); at != perSource.end() && at->first.first == id;
             ++at) {
            said.append(QJsonObject{{QStringLiteral("source"), number(at->first.second.value)},
                                    {QStringLiteral("text"), texts[at->first.second]},
                                    {QStringLiteral("triples"), number(at->second)}});
            rows.push_back({said.size() == 1 ? utf8(name) : QString(), count(at->second), texts[at->first.second],
                            count(at->first.second.value)});
        }
        relations.append(QJsonObject{{QStringLiteral("relation"), utf8(name)},
                                     {QStringLiteral("triples"), number(all)},
                                     {QStringLiteral("sources"), said}});
    }
    auto json = countsJson(counts);
    json.insert(QStringLiteral("per_relation"), relations);
    json.insert(QStringLiteral("sources"), sources);
    return {json, countsText(counts) + (rows.empty() ? QString()
                                                     : table({QStringLiteral("relation"), QStringLiteral("triples"),
                                                              QStringLiteral("said by"), QStringLiteral("source")},
                                                             rows))};
}

/// What entities are called: as the graph has it, but a product's or shopper's key only as it may be shown.
class ShownEntities
{
public:
    ShownEntities(const Project &project, const Relations &relations, KeyFormatter keys)
        : m_relations(relations), m_catalogue(project), m_keys(std::move(keys)), m_ties(relations.entityCount())
    {
        const GraphStore store(project);
        const auto entities = store.entities();
        for (auto &link : store.links()) {
            const auto place =
                std::ranges::lower_bound(entities, link.entity, {}, [](const auto &named) { return named.first; });
            if (place == entities.end() || place->first != link.entity)
                continue;
            auto &tie = m_ties[static_cast<std::size_t>(place - entities.begin())];
            if (!tie)
                tie = std::move(link);
        }
    }
    QString name(std::uint32_t entity) const
    {
        const auto &tie = m_ties[entity];
        return tie && m_keys.usesPseudonyms() ? key(*tie) : utf8(m_relations.entity(entity));
    }
    /// Null where it is no product.
    QJsonValue product(std::uint32_t entity) const
    {
        const auto &tie = m_ties[entity];
        return tie && tie->subject == FeatureSubject::Items ? QJsonValue(key(*tie)) : QJsonValue();
    }
    /// A product's title where it has one.
    QString text(std::uint32_t entity) const
    {
        const auto id = m_relations.productOf(entity);
        const auto item = id ? m_catalogue.item(*id) : std::nullopt;
        return item && !item->title.isEmpty() ? item->title : name(entity);
    }

private:
    QString key(const EntityLink &tie) const
    {
        const auto key = utf8(tie.key);
        return tie.subject == FeatureSubject::Items ? m_keys.product(key) : m_keys.shopper(key);
    }
    const Relations &m_relations;
    Catalogue m_catalogue;
    KeyFormatter m_keys;
    std::vector<std::optional<EntityLink>> m_ties; ///< [entities]
};

/// Distinct products of what a shopper liked in whatever way, as entities.
struct PathStart
{
    std::vector<std::uint32_t> entities;
    std::int64_t unlinked = 0; ///< products that the graph does not have
};

PathStart startOf(const Project &project, const Relations &relations, UserId user, ItemId asked)
{
    const EventStore events(project);
    std::set<int> positive;
    for (const auto &kind : events.kinds())
        if (isPositive(kind.meaning))
            positive.insert(kind.id);
    std::set<ItemId> items;
    for (const auto &event : events.history(user))
        if (event.item.value != 0 && event.item != asked && positive.contains(event.kind))
            items.insert(event.item);
    PathStart start;
    for (const auto item : items) {
        if (const auto entity = relations.entityOf(item))
            start.entities.push_back(*entity);
        else
            ++start.unlinked;
    }
    return start;
}

QString pathText(const Relations &relations, const ShownEntities &shown, const GraphPath &path)
{
    QString text;
    for (const auto &[triple, isForward] : path.steps) {
        if (text.isEmpty())
            text = shown.text(isForward ? triple.head : triple.tail);
        const auto arrow = isForward ? QStringLiteral(" -[%1]-> %2") : QStringLiteral(" <-[%1]- %2");
        text += arrow.arg(utf8(relations.relation(triple.relation)), shown.text(isForward ? triple.tail : triple.head));
    }
    return text;
}

QJsonObject stepJson(const Relations &relations, const ShownEntities &shown, const PathStep &step)
{
    const auto &[triple, isForward] = step;
    return {{QStringLiteral("head"), shown.name(triple.head)},
            {QStringLiteral("relation"), utf8(relations.relation(triple.relation))},
            {QStringLiteral("tail"), shown.name(triple.tail)},
            {QStringLiteral("head_item"), shown.product(triple.head)},
            {QStringLiteral("tail_item"), shown.product(triple.tail)},
            {QStringLiteral("forward"), isForward}};
}

QJsonObject pathJson(const Relations &relations, const ShownEntities &shown, const GraphPath &path)
{
    const auto step = [&](const PathStep &each) { return stepJson(relations, shown, each); };
    return {{QStringLiteral("steps"), mapped<QJsonArray>(path.steps, step)},
            {QStringLiteral("score"), path.score},
            {QStringLiteral("text"), pathText(relations, shown, path)}};
}

QString askedKey(const Invocation &call, const char *option, const char *question)
{
    const auto key = call.value(option);
    if (key.isEmpty())
        throw WrongUsage{QString::fromLatin1(question)};
    return key;
}

Answer paths(const Invocation &call)
{
    constexpr int kUsualSteps = 4, kMostSteps = 8;
    takeNoMore(call, 2);
    PathLimits limits;
    limits.count = static_cast<std::size_t>(lengthOf(call));
    limits.steps = call.countOf("steps", kUsualSteps, 1, kMostSteps);
    const auto project = Project::open(call.arguments.front(), Project::Access::ReadOnly);
    const Catalogue catalogue(*project);
    const auto user = knownUser(catalogue, askedKey(call, "user", "From whose history? --user KEY"));
    const auto item = knownItem(catalogue, askedKey(call, "item", "To which product? --item KEY"));
    const auto relations = Relations::load(*project, call.job);
    const auto to = relations->entityOf(item);
    if (!to)
        throw Error("graph.no-product",
                    QT_TRANSLATE_NOOP("Error", "The graph has nothing about the product %1: import triples with a file "
                                               "of links (--links), or build the graph from the catalogue."),
                    {call.value("item")});
    const auto start = startOf(*project, *relations, user, item);
    QStringList remarks;
    if (start.unlinked > 0)
        remarks << sentence("The graph has nothing about %1 [product|products] of the history.", {start.unlinked});
    const ShownEntities shown(*project, *relations, keysOf(call, *project));
    QJsonArray json;
    std::vector<QStringList> rows;
    for (const auto &path : shortestPaths(*relations, start.entities, *to, limits, call.job)) {
        json.append(pathJson(*relations, shown, path));
        rows.push_back(
            {count(static_cast<qint64>(path.steps.size())), figure(path.score), pathText(*relations, shown, path)});
    }
    if (rows.empty())
        remarks << sentence("No path of at most %1 [step|steps] leads from the %2 linked [product|products] of the "
                            "history to this one.",
                            {limits.steps, static_cast<std::int64_t>(start.entities.size())});
    return {{{QStringLiteral("paths"), json},
             {QStringLiteral("history"), static_cast<qint64>(start.entities.size())},
             {QStringLiteral("remarks"), QJsonArray::fromStringList(remarks)}},
            rows.empty() ? QStringLiteral("There is no path.\n")
                         : table({QStringLiteral("steps"), QStringLiteral("score"), QStringLiteral("path")}, rows)};
}

Answer links(const Invocation &call)
{
    return predictLinks(call, orderOf(call));
}

const std::vector<Verb> &verbs()
{
    static const std::vector<Verb> kVerbs{
        {"import",
         import,
         {QStringLiteral("order"), QStringLiteral("entities"), QStringLiteral("relations"), QStringLiteral("links"),
          QStringLiteral("replace"), QStringLiteral("same-names"), QStringLiteral("pseudonyms")},
         "import takes --order, --entities, --relations, --links, --replace, --same-names and --pseudonyms"},
        {"social",
         social,
         {QStringLiteral("relation"), QStringLiteral("pseudonyms")},
         "social takes --relation and --pseudonyms"},
        {"build",
         build,
         {QStringLiteral("from"), QStringLiteral("goes-with"), QStringLiteral("split"), QStringLiteral("seed")},
         "build takes --from, --goes-with, --split and --seed"},
        {"add", add, {}, "add takes a head, a relation and a tail"},
        {"delete", remove, {}, "delete takes a head, a relation and a tail"},
        {"merge", merge, {}, "merge takes the name that goes and the one that stays"},
        {"undo", undo, {}, "undo takes the number of a source"},
        {"info", info, {QStringLiteral("pseudonyms")}, "info takes --pseudonyms"},
        {"paths",
         paths,
         {QStringLiteral("user"), QStringLiteral("item"), QStringLiteral("k"), QStringLiteral("steps"),
          QStringLiteral("pseudonyms")},
         "paths takes --user, --item, -k, --steps and --pseudonyms"},
        {"links", links, linkOptions(),
         "links takes --recommender, --set, --minutes, --valid, --test, --order, --entities, --relations, --seed, "
         "--validate-every, --patience and --estimate"}};
    return kVerbs;
}

Answer graph(const Invocation &call)
{
    return runVerb(call, "graph", verbs());
}

void addGraphOptions(QCommandLineParser &parser)
{
    addOption(parser, "order",
              "Of import and links: hrt (head, relation, tail) or htr (default: by the header; hrt, but htr where the "
              "first line "
              "is a lone count, as OpenKE writes it).",
              "ORDER");
    addOption(parser, "entities",
              "Of import and links: a file of the entities' ids and names (OpenKE's entity2id.txt).", "FILE");
    addOption(parser, "relations", "Of import and links: the same of the relations.", "FILE");
    addOption(parser, "links",
              "Of import: which product is which entity, by key (RecBole's .link, item_index2entity_id.txt).", "FILE");
    addOption(parser, "replace", "Of import: in place of what earlier imports of triples brought.");
    addOption(parser, "same-names", "Of import: an entity that has a product's key for its name is that product.");
    addOption(parser, "relation", "Of social: what one shopper is to the other (default: trusts).", "NAME");
    addOption(parser, "from", "Of build: category, brand, attributes, title (default: all of them).", "WHAT,...");
    addOption(parser, "goes-with", "Of build: also which products stand in one basket more often than chance has it.");
    addOption(parser, "split", "Of build --goes-with: learn from the training part of this split alone.", "SPEC");
    addOption(parser, "seed", "Of build --goes-with --split: the split's; of links: of everything drawn (default 1).",
              "N");
    addOption(parser, "user", "Of paths: the shopper from whose history they begin.", "KEY");
    addOption(parser, "item", "Of paths: the product where they end.", "KEY");
    addOption(parser, "k", "Of paths: how many.", "K", QStringLiteral("10"));
    addOption(parser, "steps", "Of paths: how long they may be (default 4).", "N");
    addLinkOptions(parser);
    addPseudonymsOption(parser);
}

} // namespace

std::vector<Command> graphCommands()
{
    return {
        {"graph",
         "a knowledge graph: import triples, build one from the catalogue, its facts, paths and links",
         "PROJECT import|social|build|add|delete|merge|undo|info|paths|links [FILE]|[HEAD RELATION TAIL]|[FROM INTO]|"
         "[SOURCE]",
         "aisle-cli graph shop.aisle import kg.txt --links item_index2entity_id.txt",
         2,
         5,
         addGraphOptions,
         graph,
         {QStringLiteral("set")},
         true}};
}

} // namespace aisle::cli
