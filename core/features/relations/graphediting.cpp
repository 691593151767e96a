#include "core/features/relations/graphediting.h"

#include "core/common/error.h"
#include "core/common/lookup/mapped.h"
#include "core/common/text/nearest.h"
#include "core/features/relations/columnfile.h"
#include "core/features/relations/graphsource.h"
#include "core/jobs/jobcontext.h"
#include "core/storage/catalogue.h"

#include <algorithm>
#include <array>
#include <vector>

namespace aisle {

namespace {

constexpr auto kProduct = "product:", kShopper = "shopper:";

const char *prefixOf(FeatureSubject subject)
{
    return subject == FeatureSubject::Items ? kProduct : kShopper;
}

/// What an end of a triple was typed for.
struct End
{
    std::optional<EntityId> entity;
    std::optional<FeatureSubject> subject; ///< of a product or shopper without an entity
    QString key;                           ///< its key, else the name
};

End endOf(const Project &project, const QString &typed)
{
    const GraphStore store(project);
    const auto named = store.findEntity(typed.toStdString());
    for (const auto subject : {FeatureSubject::Items, FeatureSubject::Users}) {
        const auto prefix = QLatin1String(prefixOf(subject));
        if (!typed.startsWith(prefix))
            continue;
        const auto key = typed.mid(prefix.size());
        const auto tied = store.entityOf(subject, key.toStdString());
        return {tied ? tied : named, subject, key};
    }
    if (!named && Catalogue(project).findItem(typed))
        return {store.entityOf(FeatureSubject::Items, typed.toStdString()), FeatureSubject::Items, typed};
    return {named, {}, typed};
}

QString nameOf(const std::vector<std::pair<EntityId, std::string>> &names, EntityId id)
{
    const auto found = std::ranges::lower_bound(names, id, {}, [](const auto &named) { return named.first; });
    return found == names.end() ? QString() : QString::fromStdString(found->second);
}

EntityId madeOf(const Project &project, GraphWriter &writer, const End &end, TripleSourceId source)
{
    if (end.subject)
        return TiedEntities(project, writer, *end.subject, source).of(end.key.toStdString());
    return writer.entity(end.key.toStdString(), source);
}

EntityId knownOf(const Project &project, const QString &typed)
{
    const auto end = endOf(project, typed);
    if (!end.entity)
        throw Error("graph.no-entity", QT_TRANSLATE_NOOP("Error", "Nothing is called \"%1\" in the graph."), {typed});
    return *end.entity;
}

[[noreturn]] void throwUnknownRelation(const GraphStore &store, const QString &typed)
{
    constexpr qsizetype kShown = 20;
    const auto names =
        mapped<QStringList>(store.relations(), [](const auto &named) { return QString::fromStdString(named.second); });
    throw Error("graph.no-relation", QT_TRANSLATE_NOOP("Error", "No relation is called \"%1\". There are: %2."),
                {typed, nearestFirst(typed, names).mid(0, kShown).join(QStringLiteral(", "))});
}

RelationId knownRelation(const Project &project, const QString &typed)
{
    const GraphStore store(project);
    if (const auto relation = store.findRelation(typed.toStdString()))
        return *relation;
    throwUnknownRelation(store, typed);
}

} // namespace

TiedEntities::TiedEntities(const Project &project, GraphWriter &writer, FeatureSubject subject, TripleSourceId source)
    : m_writer(writer), m_subject(subject), m_source(source)
{
    for (const auto &link : GraphStore(project).links())
        if (link.subject == subject)
            m_known.emplace(link.key, link.entity);
}

EntityId TiedEntities::of(const std::string &key)
{
    if (const auto done = m_done.find(key); done != m_done.end())
        return done->second;
    const auto known = m_known.find(key);
    const auto entity = known != m_known.end() ? known->second : m_writer.entity(prefixOf(m_subject) + key, m_source);
    m_linked += m_writer.link({entity, m_subject, key}, m_source);
    return m_done.emplace(key, entity).first->second;
}

void demandName(const QString &name)
{
    const bool isControlled = std::ranges::any_of(name, [](QChar c) { return c.category() == QChar::Other_Control; });
    if (name.trimmed().isEmpty() || name.toUtf8().size() > kLongestGraphName || isControlled)
        throw Error("graph.name",
                    QT_TRANSLATE_NOOP("Error", "Entities and relations need names of 1 to %1 bytes, without line ends "
                                               "or other control characters."),
                    {QString::number(kLongestGraphName)});
}

TypedTriple addTriple(Project &project, const TypedTriple &typed)
{
    for (const auto *name : {&typed.head, &typed.relation, &typed.tail})
        demandName(*name);
    const auto head = endOf(project, typed.head), tail = endOf(project, typed.tail);
    GraphWriter writer(project, 0);
    const auto source = writer.addSource(TripleOrigin::Hand, GraphSource{}.toJson());
    const StoredTriple triple{madeOf(project, writer, head, source),
                              writer.relation(typed.relation.toStdString(), source),
                              madeOf(project, writer, tail, source)};
    SilentContext job;
    if (writer.add(source, std::array{triple}, job).repeated > 0)
        throw Error("graph.there", QT_TRANSLATE_NOOP("Error", "%1 %2 %3 was added before."),
                    {typed.head, typed.relation, typed.tail});
    writer.commit();
    const auto names = GraphStore(project).entities();
    return {nameOf(names, triple.head), typed.relation, nameOf(names, triple.tail)};
}

namespace {

bool isBuilt(const std::vector<TripleOrigin> &said)
{
    return std::ranges::any_of(
        said, [](auto origin) { return origin == TripleOrigin::Catalogue || origin == TripleOrigin::Baskets; });
}

} // namespace

RemovedTriple removeTriple(Project &project, const TypedTriple &typed)
{
    const StoredTriple triple{knownOf(project, typed.head), knownRelation(project, typed.relation),
                              knownOf(project, typed.tail)};
    const auto names = GraphStore(project).entities();
    RemovedTriple removed{.triple = {nameOf(names, triple.head), typed.relation, nameOf(names, triple.tail)}};
    GraphWriter writer(project, 0);
    SilentContext job;
    const auto said = writer.removeTriples(std::array{triple}, job).front();
    removed.sources = static_cast<std::int64_t>(said.size());
    removed.isBuiltAgain = isBuilt(said);
    if (removed.sources == 0)
        throw Error("graph.not-there", QT_TRANSLATE_NOOP("Error", "%1 %2 %3 does not stand in the graph."),
                    {typed.head, typed.relation, typed.tail});
    writer.commit();
    return removed;
}

RemovedTriples removeTriples(Project &project, std::span<const StoredTriple> triples, JobContext &job)
{
    RemovedTriples removed;
    GraphWriter writer(project, 0);
    for (const auto &said : writer.removeTriples(triples, job)) {
        removed.triples += !said.empty();
        removed.builtAgain += isBuilt(said);
    }
    writer.commit();
    return removed;
}

namespace {

/// Products and shoppers are what their keys say.
bool areTwoThings(const GraphStore &store, EntityId from, EntityId into)
{
    std::optional<EntityLink> tie;
    for (auto &link : store.links()) {
        if (link.entity != from && link.entity != into)
            continue;
        if (tie && (tie->subject != link.subject || tie->key != link.key))
            return true;
        tie = std::move(link);
    }
    return false;
}

} // namespace

MergedEntities mergeEntities(Project &project, const QString &from, const QString &into)
{
    const auto gone = knownOf(project, from), stays = knownOf(project, into);
    const GraphStore store(project);
    const auto names = store.entities();
    MergedEntities merged{.from = nameOf(names, gone), .into = nameOf(names, stays)};
    if (gone == stays)
        throw Error("graph.same-entity", QT_TRANSLATE_NOOP("Error", "%1 and %2 are the same entity."), {from, into});
    if (areTwoThings(store, gone, stays))
        throw Error("graph.two-things",
                    QT_TRANSLATE_NOOP("Error", "%1 and %2 are two products or shoppers with keys of their own: only "
                                               "two names of one thing can be merged."),
                    {merged.from, merged.into});
    GraphWriter writer(project, 0);
    merged.triples = writer.merge(gone, stays);
    writer.commit();
    return merged;
}

namespace {

void demandSource(const Project &project, TripleSourceId id)
{
    if (std::ranges::none_of(GraphStore(project).sources(), [&](const auto &source) { return source.id == id; }))
        throw Error("graph.no-source",
                    QT_TRANSLATE_NOOP("Error", "There is no source %1 of triples: `graph PROJECT info` lists them."),
                    {QString::number(id.value)});
}

} // namespace

void removeSource(Project &project, TripleSourceId id)
{
    demandSource(project, id);
    GraphWriter writer(project, 0);
    writer.removeSource(id);
    writer.commit();
}

} // namespace aisle
