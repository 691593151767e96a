#include "core/runs/protocolgroups.h"

#include "core/runs/runcomparison.h"
#include "core/runs/runwords.h"

#include <QCoreApplication>
#include <algorithm>
#include <map>
#include <set>

namespace aisle {

namespace {

struct RunText
{
    Q_DECLARE_TR_FUNCTIONS(RunText)
};

QString kindsPart(const RunRecord &run)
{
    return RunText::tr("learnt from: %1").arg(kindsText(run.protocol.value(QStringLiteral("kinds"))));
}

QString dataPart(const RunRecord &run)
{
    return RunText::tr("data %1").arg(run.dataHash.left(8));
}

QString seedPart(const RunRecord &run)
{
    return RunText::tr("seed %1").arg(run.seed);
}

/// Adds to headings that several groups share what sets these groups apart.
void tellApart(std::vector<ProtocolGroup> &groups, QString (*part)(const RunRecord &))
{
    std::map<QString, std::set<QString>> parts;
    for (const auto &group : groups)
        parts[group.heading].insert(part(group.runs.front()));
    for (auto &group : groups) {
        if (parts[group.heading].size() > 1)
            group.heading += QStringLiteral(" · ") + part(group.runs.front());
    }
}

} // namespace

std::vector<ProtocolGroup> groupByProtocol(const std::vector<RunRecord> &runs)
{
    std::vector<ProtocolGroup> groups;
    for (auto run = runs.rbegin(); run != runs.rend(); ++run) {
        const auto key = protocolKey(*run);
        auto group = std::ranges::find(groups, key, &ProtocolGroup::key);
        if (group == groups.end())
            group = groups.insert(groups.end(), {key, protocolText(*run), {}});
        group->runs.push_back(*run);
    }
    for (const auto part : {kindsPart, dataPart, seedPart})
        tellApart(groups, part);
    return groups;
}

} // namespace aisle
