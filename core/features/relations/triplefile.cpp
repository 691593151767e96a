#include "core/features/relations/triplefile.h"

#include "core/common/error.h"
#include "core/jobs/jobcontext.h"

#include <algorithm>
#include <array>

namespace aisle {

namespace {

constexpr auto kUnknownEntity = "unknown-entity", kUnknownRelation = "unknown-relation";
constexpr std::uint32_t kNone = ~0U;

const QStringList kHeads{QStringLiteral("headid"), QStringLiteral("head"), QStringLiteral("h"),
                         QStringLiteral("subject"), QStringLiteral("source")},
    kRelations{QStringLiteral("relationid"), QStringLiteral("relation"), QStringLiteral("r"),
               QStringLiteral("predicate"), QStringLiteral("rel")},
    kTails{QStringLiteral("tailid"), QStringLiteral("tail"), QStringLiteral("t"), QStringLiteral("object"),
           QStringLiteral("target")};

ColumnForm tripleForm(const std::optional<TripleOrder> &order)
{
    const std::vector<std::size_t> relationSecond{0, 1, 2}, relationLast{0, 2, 1};
    ColumnForm form{.words = {kHeads, kRelations, kTails},
                    .order = relationSecond,
                    .orderWithCount = relationLast,
                    .isFixed = order.has_value()};
    if (order)
        form.order = form.orderWithCount = *order == TripleOrder::HeadTailRelation ? relationLast : relationSecond;
    return form;
}

/// Triples as the file writes them.
struct RawTriples
{
    KeyCoder entities, relations;
    std::vector<Triple> triples;
    std::vector<std::int64_t> lines;
    ColumnFile file;
};

RawTriples rawTriples(const TripleFilePaths &paths, JobContext &job)
{
    RawTriples raw;
    raw.file = readColumns(paths.triples, tripleForm(paths.order), job, [&](const auto fields, std::int64_t line) {
        raw.triples.push_back(
            {raw.entities.code(fields[0]), raw.relations.code(fields[1]), raw.entities.code(fields[2])});
        raw.lines.push_back(line);
        return nullptr;
    });
    return raw;
}

/// Two columns of names, as they stand in a file.
struct TextPairs
{
    std::vector<std::array<std::string, 2>> rows;
    std::vector<std::int64_t> lines;
    ColumnFile file;
};

TextPairs textPairs(const QString &path, const ColumnForm &form, JobContext &job)
{
    TextPairs pairs;
    pairs.file = readColumns(path, form, job, [&](const auto fields, std::int64_t line) {
        pairs.rows.push_back({std::string(fields[0]), std::string(fields[1])});
        pairs.lines.push_back(line);
        return nullptr;
    });
    return pairs;
}

/// How many values of a column stand among the names.
std::size_t foundIn(const TextPairs &pairs, std::size_t column, const KeyCoder &names)
{
    return static_cast<std::size_t>(
        std::ranges::count_if(pairs.rows, [&](const auto &row) { return names.find(row[column]).has_value(); }));
}

bool isNumbers(const TextPairs &pairs, std::size_t column)
{
    return std::ranges::all_of(pairs.rows, [&](const auto &row) {
        return std::ranges::all_of(row[column], [](char c) { return c >= '0' && c <= '9'; });
    });
}

/// What the ids of one map stand for.
class NameMap
{
public:
    NameMap(TextPairs pairs, const KeyCoder &asked, KeyCoder &names) : m_file(std::move(pairs.file))
    {
        const auto first = foundIn(pairs, 0, asked), second = foundIn(pairs, 1, asked);
        if (first == 0 && second == 0)
            throw Error("graph.map",
                        QT_TRANSLATE_NOOP("Error", "None of the ids in %1 stands in the triples (such as %2): it is "
                                                   "another graph's."),
                        {m_file.name, QString::fromStdString(pairs.rows.front()[1])});
        const std::size_t id = second >= first ? 1 : 0, other = 1 - id;
        const bool areNames = isNumbers(pairs, other) && !isNumbers(pairs, id); // the triples have the names already
        for (const auto &row : pairs.rows) {
            const auto code = m_ids.code(row[id]);
            if (code < m_names.size()) {
                ++m_repeated;
                continue;
            }
            m_names.push_back(names.code(row[areNames ? id : other]));
        }
    }
    std::uint32_t nameOf(std::string_view id) const
    {
        const auto code = m_ids.find(id);
        return code ? m_names[*code] : kNone;
    }
    ColumnFile file() const
    {
        auto file = m_file;
        if (m_repeated > 0)
            file.reasons["repeated-id"] += m_repeated;
        file.rejected += m_repeated;
        return file;
    }

private:
    ColumnFile m_file;
    KeyCoder m_ids;
    std::vector<std::uint32_t> m_names; ///< [ids]
    std::int64_t m_repeated = 0;
};

const ColumnForm &mapForm()
{
    static const ColumnForm kForm{.words = {{QStringLiteral("name"), QStringLiteral("label"), QStringLiteral("entity"),
                                             QStringLiteral("relation"), QStringLiteral("orgid")},
                                            {QStringLiteral("id"), QStringLiteral("index"), QStringLiteral("remapid")}},
                                  .order = {0, 1},
                                  .orderWithCount = {}};
    return kForm;
}

/// The names of what the triples write: through the map, or as it is.
std::vector<std::uint32_t> namesOf(const KeyCoder &written, const std::optional<NameMap> &map, KeyCoder &names)
{
    std::vector<std::uint32_t> of(written.size());
    for (std::uint32_t code = 0; code < written.size(); ++code)
        of[code] = map ? map->nameOf(written.key(code)) : names.code(written.key(code));
    return of;
}

std::optional<NameMap> mapIn(const QString &path, const KeyCoder &asked, KeyCoder &names, JobContext &job)
{
    if (path.isEmpty())
        return {};
    return std::make_optional<NameMap>(textPairs(path, mapForm(), job), asked, names);
}

void nameTriples(const RawTriples &raw, const std::vector<std::uint32_t> &entities,
                 const std::vector<std::uint32_t> &relations, TripleFiles &files)
{
    files.tripleFile = raw.file;
    const auto shown = [&](const Triple &triple) {
        const auto text = [](std::string_view part) { return QString::fromUtf8(part); };
        return QStringLiteral("%1 %2 %3")
            .arg(text(raw.entities.key(triple.head)), text(raw.relations.key(triple.relation)),
                 text(raw.entities.key(triple.tail)));
    };
    for (std::size_t place = 0; place < raw.triples.size(); ++place) {
        const auto &triple = raw.triples[place];
        const Triple named{entities[triple.head], relations[triple.relation], entities[triple.tail]};
        if (named.head == kNone || named.tail == kNone)
            files.tripleFile.reject(kUnknownEntity, raw.lines[place], shown(triple));
        else if (named.relation == kNone)
            files.tripleFile.reject(kUnknownRelation, raw.lines[place], shown(triple));
        else
            files.triples.push_back(named);
    }
    if (files.triples.empty())
        throw Error("graph.no-triples",
                    QT_TRANSLATE_NOOP("Error", "The maps name the ids of no triple in %1 (%2): they are another "
                                               "graph's."),
                    {files.tripleFile.name, files.tripleFile.examples.value(0)});
}

const ColumnForm &linkForm()
{
    static const ColumnForm kForm{
        .words = {{QStringLiteral("itemid"), QStringLiteral("item"), QStringLiteral("productid"),
                   QStringLiteral("product"), QStringLiteral("itemkey"), QStringLiteral("orgid")},
                  {QStringLiteral("entityid"), QStringLiteral("entity"), QStringLiteral("remapid")}},
        .order = {0, 1},
        .orderWithCount = {}};
    return kForm;
}

void readLinks(const QString &path, const KeyCoder &written, const std::optional<NameMap> &map, TripleFiles &files,
               JobContext &job)
{
    auto pairs = textPairs(path, linkForm(), job);
    const auto known = [&](std::size_t column) { return foundIn(pairs, column, written); };
    const std::size_t entity = pairs.file.hasHeader || known(1) >= known(0) ? 1 : 0;
    for (std::size_t place = 0; place < pairs.rows.size(); ++place) {
        const auto &row = pairs.rows[place];
        const auto number = map ? map->nameOf(row[entity]) : files.entities.code(row[entity]);
        if (number == kNone)
            pairs.file.reject(kUnknownEntity, pairs.lines[place], QString::fromStdString(row[0] + ' ' + row[1]));
        else
            files.links.emplace_back(row[1 - entity], number);
    }
    files.linkFile = std::move(pairs.file);
}

} // namespace

TripleFiles readTriples(const TripleFilePaths &paths, JobContext &job)
{
    TripleFiles files;
    PartOfJob reading(job, 0, .7), entities(job, .7, .8), relations(job, .8, .9), links(job, .9, 1);
    const auto raw = rawTriples(paths, reading);
    const auto entityMap = mapIn(paths.entities, raw.entities, files.entities, entities);
    const auto relationMap = mapIn(paths.relations, raw.relations, files.relations, relations);
    nameTriples(raw, namesOf(raw.entities, entityMap, files.entities),
                namesOf(raw.relations, relationMap, files.relations), files);
    if (entityMap)
        files.entityFile = entityMap->file();
    if (relationMap)
        files.relationFile = relationMap->file();
    if (!paths.links.isEmpty())
        readLinks(paths.links, raw.entities, entityMap, files, links);
    return files;
}

ShopperPairs readShopperPairs(const QString &path, JobContext &job)
{
    static const ColumnForm kForm{
        .words = {{QStringLiteral("userid"), QStringLiteral("user"), QStringLiteral("sourceid"),
                   QStringLiteral("source"), QStringLiteral("shopper"), QStringLiteral("trustor")},
                  {QStringLiteral("friendid"), QStringLiteral("friend"), QStringLiteral("targetid"),
                   QStringLiteral("target"), QStringLiteral("trusteeid"), QStringLiteral("trustee")}},
        .order = {0, 1},
        .orderWithCount = {},
        .mayHaveMore = true};
    ShopperPairs read;
    read.file = readColumns(path, kForm, job, [&](const auto fields, std::int64_t) {
        read.pairs.emplace_back(read.shoppers.code(fields[0]), read.shoppers.code(fields[1]));
        return nullptr;
    });
    return read;
}

} // namespace aisle
