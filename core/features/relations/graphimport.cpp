#include "core/features/relations/graphimport.h"

#include "core/features/relations/graphediting.h"
#include "core/features/relations/graphsource.h"
#include "core/jobs/jobcontext.h"
#include "core/storage/catalogue.h"
#include "core/storage/graph/graphwriter.h"

#include <QFileInfo>
#include <algorithm>
#include <unordered_set>

namespace aisle {

namespace {

constexpr std::int64_t kBytesPerTriple = 24; ///< in the project, about

/// Puts what one file says into the graph.
class Importing
{
public:
    Importing(Project &project, TripleOrigin origin, const QString &path, std::size_t triples, bool replace)
        : m_writer(project, static_cast<std::int64_t>(triples) * kBytesPerTriple)
    {
        if (replace)
            m_writer.removeOrigin(origin);
        GraphSource detail;
        detail.file = QFileInfo(path).fileName();
        m_source = m_writer.addSource(origin, detail.toJson());
    }
    GraphWriter &writer() { return m_writer; }
    TripleSourceId source() const { return m_source; }
    std::vector<EntityId> entities(const KeyCoder &names)
    {
        std::vector<EntityId> ids;
        for (std::uint32_t code = 0; code < names.size(); ++code)
            ids.push_back(m_writer.entity(std::string(names.key(code)), m_source));
        return ids;
    }
    std::vector<RelationId> relations(const KeyCoder &names)
    {
        std::vector<RelationId> ids;
        for (std::uint32_t code = 0; code < names.size(); ++code)
            ids.push_back(m_writer.relation(std::string(names.key(code)), m_source));
        return ids;
    }
    void add(std::vector<StoredTriple> triples, GraphImported &done, JobContext &job)
    {
        const auto read = triples.size();
        std::ranges::sort(triples);
        const auto repeats = std::ranges::unique(triples);
        triples.erase(repeats.begin(), repeats.end());
        const auto added = m_writer.add(m_source, triples, job);
        done.repeated = static_cast<std::int64_t>(read - triples.size());
        done.created = added.created;
        done.already = added.already;
        m_isNew = added.repeated < static_cast<std::int64_t>(triples.size());
    }
    /// Nothing is kept of a file whose every word another import said.
    void finish(GraphImported &done)
    {
        done.names = m_writer.namesMade();
        if (!m_isNew && done.names == 0 && done.links == 0)
            return;
        m_writer.commit();
        done.source = m_source;
    }

private:
    GraphWriter m_writer;
    TripleSourceId m_source{};
    bool m_isNew = true;
};

std::unordered_set<std::string> keysOf(const Project &project, FeatureSubject subject)
{
    std::unordered_set<std::string> keys;
    const Catalogue catalogue(project);
    const auto take = [&](const auto &all) {
        for (const auto &[id, key] : all)
            keys.insert(key);
    };
    subject == FeatureSubject::Items ? take(catalogue.itemKeys()) : take(catalogue.userKeys());
    return keys;
}

/// Counts keys that the project does not have.
void noteWaiting(const std::unordered_set<std::string> &known, const std::string &key, GraphImported &done)
{
    constexpr qsizetype kMostExamples = 3;
    if (known.contains(key))
        return;
    ++done.waiting;
    if (done.waitingKeys.size() < kMostExamples)
        done.waitingKeys << QString::fromStdString(key);
}

void linkProducts(const TripleFiles &files, const std::vector<EntityId> &entities,
                  const std::unordered_set<std::string> &known, Importing &import, GraphImported &done)
{
    std::vector<bool> hasTriple(entities.size());
    for (const auto &triple : files.triples)
        hasTriple[triple.head] = hasTriple[triple.tail] = true;
    for (const auto &[key, entity] : files.links) {
        done.links += import.writer().link({entities[entity], FeatureSubject::Items, key}, import.source());
        done.linkedWithoutTriple += !hasTriple[entity];
        noteWaiting(known, key, done);
    }
}

/// Entities that have a product's key for their name and no link say nothing by it unless that is asked for.
void linkSameNames(const TripleFiles &files, const std::vector<EntityId> &entities, bool asked,
                   const std::unordered_set<std::string> &known, Importing &import, GraphImported &done)
{
    if (!files.links.empty() && !asked)
        return;
    for (std::uint32_t code = 0; code < files.entities.size(); ++code) {
        const std::string name(files.entities.key(code));
        if (!known.contains(name))
            continue;
        if (asked)
            done.links += import.writer().link({entities[code], FeatureSubject::Items, name}, import.source());
        else
            ++done.sameNames;
    }
}

} // namespace

GraphImported importGraph(Project &project, const GraphImport &request, JobContext &job)
{
    PartOfJob reading(job, 0, .5), storing(job, .5, 1);
    auto files = readTriples(request.files, reading);
    GraphImported done;
    done.tripleFile = files.tripleFile;
    done.entityFile = files.entityFile;
    done.relationFile = files.relationFile;
    done.linkFile = files.linkFile;
    const auto known = keysOf(project, FeatureSubject::Items);
    Importing import(project, TripleOrigin::Import, request.files.triples, files.triples.size(), request.replace);
    const auto entities = import.entities(files.entities);
    const auto relations = import.relations(files.relations);
    linkProducts(files, entities, known, import, done);
    linkSameNames(files, entities, request.sameNames, known, import, done);
    std::vector<StoredTriple> triples;
    triples.reserve(files.triples.size());
    for (const auto &triple : files.triples)
        triples.push_back({entities[triple.head], relations[triple.relation], entities[triple.tail]});
    import.add(std::move(triples), done, storing);
    import.finish(done);
    return done;
}

GraphImported importSocial(Project &project, const QString &path, const QString &relation, JobContext &job)
{
    demandName(relation);
    PartOfJob reading(job, 0, .5), storing(job, .5, 1);
    const auto read = readShopperPairs(path, reading);
    GraphImported done;
    done.tripleFile = read.file;
    const auto known = keysOf(project, FeatureSubject::Users);
    Importing import(project, TripleOrigin::Social, path, read.pairs.size(), false);
    TiedEntities shoppers(project, import.writer(), FeatureSubject::Users, import.source());
    std::vector<EntityId> ids;
    for (std::uint32_t code = 0; code < read.shoppers.size(); ++code) {
        const std::string key(read.shoppers.key(code));
        ids.push_back(shoppers.of(key));
        noteWaiting(known, key, done);
    }
    done.links = shoppers.linked();
    const auto relationId = import.writer().relation(relation.toStdString(), import.source());
    std::vector<StoredTriple> triples;
    for (const auto &[from, to] : read.pairs)
        triples.push_back({ids[from], relationId, ids[to]});
    import.add(std::move(triples), done, storing);
    import.finish(done);
    return done;
}

} // namespace aisle
