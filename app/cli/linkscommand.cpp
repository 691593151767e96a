#include "app/cli/linkscommand.h"

#include "app/cli/runanswers.h"
#include "core/common/lookup/mapped.h"
#include "core/common/text/sentence.h"
#include "core/features/relations/links/linkmethods.h"
#include "core/features/relations/links/links.h"
#include "core/features/relations/relations.h"
#include "core/numeric/device.h"
#include "core/storage/project.h"

#include <QJsonArray>

namespace aisle::cli {

namespace {

std::string methodOf(const Invocation &call)
{
    if (!call.isSet("recommender"))
        throw WrongUsage{QStringLiteral("Name what to train: --recommender transe, distmult, complex or rotate.")};
    return linkMethod(call.value("recommender").toStdString()).id;
}

LinkOptions optionsOf(const Invocation &call)
{
    const auto minutes = call.number("minutes");
    if (minutes && !(*minutes > 0))
        throw WrongUsage{QStringLiteral("--minutes takes a number above 0, not %1.").arg(call.value("minutes"))};
    LinkOptions options;
    options.minutes = minutes.value_or(0);
    options.training.seed = static_cast<std::uint64_t>(call.countOf("seed", 1));
    options.training.device = call.device;
    options.training.validateEvery = call.countOf("validate-every", options.training.validateEvery);
    options.training.patience = call.countOf("patience", options.training.patience);
    return options;
}

void insertFigures(QJsonObject &json, const LinkFigures &figures)
{
    json.insert(QStringLiteral("MRR"), figures.meanReciprocalRank);
    json.insert(QStringLiteral("Hits@1"), figures.hits1);
    json.insert(QStringLiteral("Hits@3"), figures.hits3);
    json.insert(QStringLiteral("Hits@10"), figures.hits10);
    json.insert(QStringLiteral("questions"), static_cast<qint64>(figures.questions));
}

QJsonObject epochJson(const EpochReport &epoch)
{
    return {{QStringLiteral("epoch"), epoch.epoch},
            {QStringLiteral("loss"), epoch.loss},
            {QStringLiteral("seconds"), epoch.seconds},
            {QStringLiteral("validation"), epoch.validation ? QJsonValue(*epoch.validation) : QJsonValue()}};
}

QJsonArray epochsJson(const LinkResult &result)
{
    return mapped<QJsonArray>(result.epochs, epochJson);
}

QStringList figuresRow(const QString &part, const LinkFigures &figures)
{
    return {part,
            figure(figures.meanReciprocalRank),
            figure(figures.hits1),
            figure(figures.hits3),
            figure(figures.hits10),
            count(figures.questions)};
}

QString resultText(const std::string &method, const LinkData &data, const LinkResult &result)
{
    std::vector<QStringList> rows;
    if (result.valid.questions > 0)
        rows.push_back(figuresRow(QStringLiteral("validation"), result.valid));
    if (result.test.questions > 0)
        rows.push_back(figuresRow(QStringLiteral("test"), result.test));
    auto text = sentence("%1 on %2 [triple|triples], trained in %3, %4 [epoch|epochs].\n",
                         {QString::fromUtf8(linkMethod(method).name), static_cast<std::int64_t>(data.train.size()),
                          duration(result.fitSeconds), static_cast<std::int64_t>(result.epochs.size())});
    if (!rows.empty())
        text += table({QStringLiteral("part"), QStringLiteral("MRR"), QStringLiteral("Hits@1"),
                       QStringLiteral("Hits@3"), QStringLiteral("Hits@10"), QStringLiteral("questions")},
                      rows);
    return text;
}

Answer estimated(const LinkData &data, const std::string &method, const QJsonObject &parameters,
                 const LinkOptions &options)
{
    const auto seen = estimateLinks(data, method, parameters);
    const auto epochs = linkMethod(method).schema.complete(parameters).value(QStringLiteral("epochs")).toDouble();
    const double most = epochs * seen.secondsPerEpoch;
    const double seconds = options.minutes > 0 ? std::min(most, options.minutes * 60) : most;
    return {{{QStringLiteral("recommender"), utf8(method)},
             {QStringLiteral("seconds"), seconds},
             {QStringLiteral("seconds_per_epoch"), seen.secondsPerEpoch},
             {QStringLiteral("additional_bytes"), static_cast<qint64>(seen.bytes)}},
            QStringLiteral("At most about %1 (%2 an epoch; less where validation no longer improves), and %3 of "
                           "memory.\n")
                .arg(duration(seconds), duration(seen.secondsPerEpoch), bytes(static_cast<qint64>(seen.bytes)))};
}

QJsonObject resultJson(const std::string &method, const LinkData &data, const LinkResult &result)
{
    QJsonObject validation,
        json{{QStringLiteral("recommender"), utf8(method)},
             {QStringLiteral("run"), QJsonValue()},
             {QStringLiteral("parameters"), result.parameters},
             {QStringLiteral("entities"), static_cast<qint64>(data.shape.entities)},
             {QStringLiteral("relations"), static_cast<qint64>(data.shape.relations)},
             {QStringLiteral("triples"), static_cast<qint64>(data.train.size())},
             {QStringLiteral("unknown_valid"), static_cast<qint64>(data.unknownValid)},
             {QStringLiteral("unknown_test"), static_cast<qint64>(data.unknownTest)},
             {QStringLiteral("epochs"), epochsJson(result)},
             {QStringLiteral("best_epoch"), result.bestEpoch ? QJsonValue(*result.bestEpoch) : QJsonValue()},
             {QStringLiteral("seconds"), QJsonObject{{QStringLiteral("fit"), result.fitSeconds},
                                                     {QStringLiteral("evaluate"), result.judgeSeconds}}}};
    if (result.valid.questions > 0)
        insertFigures(validation, result.valid);
    json.insert(QStringLiteral("validation"), validation);
    if (result.test.questions > 0)
        insertFigures(json, result.test);
    return json;
}

/// Reads --valid and --test in the numbers of the project's graph.
class LinkFiles
{
public:
    LinkFiles(const Invocation &call, const Relations &graph, std::optional<TripleOrder> order)
        : m_call(call), m_order(order)
    {
        for (std::uint32_t n = 0; n < graph.entityCount(); ++n)
            m_entities.code(graph.entity(n));
        for (std::uint32_t n = 0; n < graph.relationCount(); ++n)
            m_relations.code(graph.relation(n));
    }
    /// @return how many triples name what the graph does not have
    std::int64_t read(const char *option, std::vector<Triple> &into) const
    {
        if (!m_call.isSet(option))
            return 0;
        const auto file = readTriples({.triples = m_call.value(option),
                                       .entities = m_call.value("entities"),
                                       .relations = m_call.value("relations"),
                                       .links = {},
                                       .order = m_order},
                                      m_call.job);
        for (const auto &[head, relation, tail] : file.triples) {
            const auto from = m_entities.find(file.entities.key(head)), to = m_entities.find(file.entities.key(tail)),
                       by = m_relations.find(file.relations.key(relation));
            if (from && by && to)
                into.push_back({*from, *by, *to});
        }
        const auto all = static_cast<std::int64_t>(file.triples.size());
        const auto unknown = all - static_cast<std::int64_t>(into.size());
        if (unknown > 0)
            m_call.job.note(sentence("%1 of %2 [triple|triples] of %3 [%1:names|name] an entity or a relation that the "
                                     "graph does not have: they count as missed.",
                                     {unknown, all, QStringLiteral("--%1").arg(QLatin1String(option))}));
        return unknown;
    }

private:
    const Invocation &m_call;
    std::optional<TripleOrder> m_order;
    KeyCoder m_entities, m_relations; ///< names, numbered as the graph has them
};

} // namespace

void addLinkOptions(QCommandLineParser &parser)
{
    addOption(parser, "recommender", "Of links: transe, distmult, complex or rotate.", "ID");
    addOption(parser, "set", "Of links: a parameter; may be repeated.", "KEY=VALUE");
    addOption(parser, "minutes", "Of links: how long it may learn (default: as long as validation improves).", "M");
    addOption(parser, "valid", "Of links: triples that choose the best epoch; the learning rate follows them.", "FILE");
    addOption(parser, "test", "Of links: triples that are judged at the end.", "FILE");
    addOption(parser, "validate-every", "Of links: judge every N epochs (default 2).", "N");
    addOption(parser, "patience", "Of links: stop after N judgements without improvement; 0 never (default 8).", "N");
    addOption(parser, "estimate", "Of links: time and memory only; nothing is trained.");
}

QStringList linkOptions()
{
    return {QStringLiteral("recommender"),    QStringLiteral("set"),      QStringLiteral("minutes"),
            QStringLiteral("valid"),          QStringLiteral("test"),     QStringLiteral("seed"),
            QStringLiteral("order"),          QStringLiteral("entities"), QStringLiteral("relations"),
            QStringLiteral("validate-every"), QStringLiteral("patience"), QStringLiteral("estimate")};
}

Answer predictLinks(const Invocation &call, std::optional<TripleOrder> order)
{
    if (call.arguments.size() > 2)
        throw WrongUsage{
            QStringLiteral("%1 means nothing here: the files are --valid and --test.").arg(call.arguments[2])};
    const auto project = Project::open(call.arguments.front(), Project::Access::ReadOnly);
    const auto graph = Relations::load(*project, call.job);
    const auto method = methodOf(call);
    const auto parameters = withSettings(call, linkMethod(method).schema);
    const auto options = optionsOf(call);
    LinkData data{.shape = {.entities = graph->entityCount(), .relations = graph->relationCount()},
                  .train = graph->triples(),
                  .valid = {},
                  .test = {}};
    if (call.isSet("estimate"))
        return estimated(data, method, parameters, options);
    const LinkFiles files(call, *graph, order);
    data.unknownValid = files.read("valid", data.valid);
    data.unknownTest = files.read("test", data.test);
    if (data.valid.empty())
        call.job.note(QStringLiteral("No validation part: the last epoch counts, and nothing tells when to stop but "
                                     "--minutes and the number of epochs."));
    if (!call.isSet("test"))
        call.job.note(QStringLiteral("No --test FILE: nothing is judged."));
    LinkResult result;
    computeOn(call.device, [&] { result = trainLinks(data, method, parameters, options, call.job); });
    return {resultJson(method, data, result), resultText(method, data, result)};
}

} // namespace aisle::cli
