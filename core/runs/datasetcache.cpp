#include "core/runs/datasetcache.h"

#include "core/jobs/jobcontext.h"
#include "core/storage/project.h"

#include <QJsonDocument>
#include <QLocale>
#include <algorithm>

namespace aisle {

namespace {

constexpr std::size_t kCachedDatasets = 2;
constexpr std::size_t kCachedSplits = 3;

QString keyOf(const Project &project, const DatasetFilter &filter)
{
    return project.path() + QString::fromUtf8(QJsonDocument(filter.toJson()).toJson(QJsonDocument::Compact)) +
           QString::number(static_cast<int>(filter.moments));
}

SplitRequest requestOf(const Protocol &protocol, DatasetCache::OpenTargets open)
{
    SplitRequest request{.seed = protocol.seed};
    if (!protocol.split.isEmpty())
        request.spec = SplitSpec::parse(protocol.split);
    for (const auto &[kind, weight] : protocol.kindWeights)
        request.rules.kindWeights[kind.toStdString()] = weight;
    request.rules.asIn01 = protocol.asIn01;
    request.openTargets =
        open == DatasetCache::OpenTargets::Strongest && protocol.filter.targetKinds.isEmpty() && !protocol.asIn01;
    return request;
}

QString keyOf(const SplitRequest &request)
{
    QStringList parts{request.spec ? request.spec->text() : QString(), QString::number(request.seed),
                      QString::number(request.openTargets), QString::number(request.rules.asIn01)};
    for (const auto &[kind, weight] : request.rules.kindWeights)
        parts << QString::fromStdString(kind) + u'=' + QString::number(weight, 'g', QLocale::FloatingPointShortest);
    return parts.join(u'\n');
}

template <class Value>
std::shared_ptr<const Value> known(const std::vector<std::pair<QString, std::shared_ptr<const Value>>> &entries,
                                   const QString &key)
{
    const auto found = std::ranges::find(entries, key, [](const auto &entry) { return entry.first; });
    return found == entries.end() ? nullptr : found->second;
}

} // namespace

std::shared_ptr<const Dataset> DatasetCache::dataset(const Project &project, const DatasetFilter &filter,
                                                     JobContext &job)
{
    const auto key = keyOf(project, filter);
    {
        const std::lock_guard lock(m_guard);
        if (auto dataset = known(m_datasets, key))
            return dataset;
    }
    auto loaded = std::make_shared<const Dataset>(Dataset::load(project, filter, job));
    const std::lock_guard lock(m_guard);
    m_datasets.insert(m_datasets.begin(), {key, loaded});
    m_datasets.resize(std::min(m_datasets.size(), kCachedDatasets));
    return loaded;
}

std::shared_ptr<const Split> DatasetCache::split(const Project &project, const Protocol &protocol, JobContext &job,
                                                 OpenTargets open)
{
    const auto chosen = choose(project, protocol, job, open);
    std::ranges::for_each(chosen->remarks, [&job](const auto &remark) { job.note(remark); });
    return chosen->split;
}

std::shared_ptr<const ChosenSplit> DatasetCache::choose(const Project &project, const Protocol &protocol,
                                                        JobContext &job, OpenTargets open)
{
    const auto data = dataset(project, protocol.filter, job);
    const auto request = requestOf(protocol, open);
    const auto key = keyOf(project, protocol.filter) + keyOf(request);
    {
        const std::lock_guard lock(m_guard);
        if (auto split = known(m_splits, key))
            return split;
    }
    auto made = std::make_shared<const ChosenSplit>(chooseSplit(data, request));
    const std::lock_guard lock(m_guard);
    m_splits.insert(m_splits.begin(), {key, made});
    m_splits.resize(std::min(m_splits.size(), kCachedSplits));
    return made;
}

std::shared_ptr<const SideFacts> DatasetCache::facts(const Project &project, const DatasetFilter &filter,
                                                     JobContext &job)
{
    const auto data = dataset(project, filter, job);
    {
        const std::lock_guard lock(m_guard);
        if (m_facts.second && m_facts.first.lock() == data)
            return m_facts.second;
    }
    auto loaded = SideFacts::load(project, *data, job);
    const std::lock_guard lock(m_guard);
    m_facts = {data, loaded};
    return loaded;
}

void DatasetCache::clear()
{
    const std::lock_guard lock(m_guard);
    m_datasets.clear();
    m_splits.clear();
    m_facts = {};
}

} // namespace aisle
