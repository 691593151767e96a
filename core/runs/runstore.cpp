#include "core/runs/runstore.h"

#include "core/common/error.h"
#include "core/dataset/splitspec.h"
#include "core/recommend/registry.h"
#include "core/storage/eventstore.h"

#include <QHash>
#include <QJsonDocument>
#include <algorithm>
#include <tuple>

namespace aisle {

namespace {

QJsonObject objectOf(const QByteArray &text)
{
    return QJsonDocument::fromJson(text).object();
}

QByteArray textOf(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

bool isView(const QString &word, const std::vector<EventKind> &kinds)
{
    const auto kind = std::ranges::find(kinds, word.toStdString(), &EventKind::name);
    return kind != kinds.end() && (kind->meaning == Meaning::View || kind->meaning == Meaning::Interaction);
}

bool areViews(const QStringList &words, const std::vector<EventKind> &kinds)
{
    return !words.isEmpty() && std::ranges::all_of(words, [&](const QString &word) { return isView(word, kinds); });
}

/// Without a split where it cannot be read: a list shows every run.
Protocol protocolOf(const QByteArray &text)
{
    try {
        return Protocol::fromJson(objectOf(text));
    } catch (const Error &) {
        return {};
    }
}

/// Whether a run's stored texts can be worked with.
bool isSound(const StoredRun &row)
{
    constexpr int kLongestList = 10'000;
    constexpr std::size_t kMostCutoffs = 1000;
    if (!QJsonDocument::fromJson(row.protocol).isObject() || !QJsonDocument::fromJson(row.parameters).isObject())
        return false;
    try {
        const auto protocol = Protocol::fromJson(objectOf(row.protocol));
        if (!protocol.split.isEmpty())
            SplitSpec::parse(protocol.split);
        return protocol.cutoffs.size() <= kMostCutoffs &&
               std::ranges::all_of(protocol.cutoffs, [](int k) { return k > 0 && k <= kLongestList; });
    } catch (const Error &) {
        return false;
    }
}

/// Many runs have few protocols: each text is read once.
class ProtocolReader
{
public:
    explicit ProtocolReader(const Project &project) : m_kinds(EventStore(project).kinds()) {}

    void read(const QByteArray &text, RunSummary &run)
    {
        auto known = m_known.constFind(text);
        if (known == m_known.constEnd()) {
            auto protocol = protocolOf(text);
            const bool views = areViews(protocol.targetKinds, m_kinds);
            known = m_known.insert(text, {std::move(protocol), views});
        }
        std::tie(run.protocol, run.asksForViews) = *known;
    }

private:
    std::vector<EventKind> m_kinds;
    QHash<QByteArray, std::pair<Protocol, bool>> m_known;
};

void read(const StoredRun &row, ProtocolReader &protocols, RunSummary &run)
{
    static_cast<RunHead &>(run) = row;
    run.parameters = objectOf(row.parameters);
    protocols.read(row.protocol, run);
}

RunRecord recordOf(WholeStoredRun &&row, ProtocolReader &protocols)
{
    RunRecord run;
    read(row, protocols, run);
    run.details = RunDetails::fromJson(objectOf(row.details));
    run.validation = std::move(row.validation);
    run.test = std::move(row.test);
    run.epochs = std::move(row.epochs);
    return run;
}

std::vector<RunRecord> recordsOf(const Project &project, std::vector<WholeStoredRun> rows)
{
    ProtocolReader protocols(project);
    std::vector<RunRecord> runs;
    runs.reserve(rows.size());
    for (auto &row : rows)
        runs.push_back(recordOf(std::move(row), protocols));
    return runs;
}

WholeStoredRun rowOf(const RunRecord &run)
{
    WholeStoredRun row;
    static_cast<RunHead &>(row) = run;
    row.parameters = textOf(run.parameters);
    row.protocol = textOf(run.protocol.toJson());
    row.details = textOf(run.details.toJson());
    row.validation = run.validation;
    row.test = run.test;
    row.epochs = run.epochs;
    return row;
}

} // namespace

bool asksForViews(const Project &project, const Protocol &protocol)
{
    return areViews(protocol.targetKinds, EventStore(project).kinds());
}

TrainRequest requestOf(const RunRecord &run)
{
    TrainRequest request;
    static_cast<TrainingChoices &>(request) = run.details.training;
    request.recommender = run.recommender.toStdString();
    request.parameters = keptParameters(request.recommender, run.parameters);
    request.protocol = run.protocol;
    request.protocol.kinds.clear(); // what the data said then
    request.protocol.targetKinds.clear();
    request.protocol.dataHash.clear();
    request.protocol.judgedHash.clear();
    request.device = run.device == QLatin1String("cuda") ? Device::Cuda : Device::Cpu;
    request.name = run.name;
    request.features = namesOf(run.details.features);
    return request;
}

RunId RunStore::insert(const RunRecord &run)
{
    return insertRow(rowOf(run));
}

void RunStore::update(const RunRecord &run)
{
    updateRow(rowOf(run));
}

std::vector<RunSummary> RunStore::list() const
{
    static constexpr RunStatus kDone[] = {RunStatus::Done};
    const auto rows = listRows(kDone);
    ProtocolReader protocols(m_project);
    std::vector<RunSummary> runs(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i)
        read(rows[i], protocols, runs[i]);
    return runs;
}

std::vector<RunRecord> RunStore::all() const
{
    static constexpr RunStatus kDone[] = {RunStatus::Done};
    return recordsOf(m_project, wholeRows(kDone));
}

std::vector<RunRecord> RunStore::unfinished() const
{
    static constexpr RunStatus kUnfinished[] = {RunStatus::Stopped, RunStatus::Training};
    return recordsOf(m_project, wholeRows(kUnfinished));
}

std::optional<RunRecord> RunStore::find(RunId id) const
{
    auto found = row(id);
    if (!found)
        return {};
    if (!isSound(*found))
        throw Error("run.damaged",
                    QT_TRANSLATE_NOOP("Error", "What is kept of run %1 is damaged: train it again or delete it."),
                    {QString::number(id.value)});
    ProtocolReader protocols(m_project);
    return recordOf(std::move(*found), protocols);
}

namespace {

[[noreturn]] void throwUnknown(RunId id)
{
    throw Error("run.unknown", QT_TRANSLATE_NOOP("Error", "There is no run %1 in this project."),
                {QString::number(id.value)});
}

} // namespace

RunRecord RunStore::known(RunId id) const
{
    auto run = find(id);
    if (!run)
        throwUnknown(id);
    return std::move(*run);
}

void RunStore::demandKnown(RunId id) const
{
    if (!row(id))
        throwUnknown(id);
}

} // namespace aisle
