#include "core/workflow/listexport.h"

#include "core/jobs/jobcontext.h"
#include "core/storage/catalogue.h"
#include "core/storage/project.h"
#include "core/transfer/csvwriter.h"

#include <unordered_map>

namespace aisle {

std::int64_t exportLists(const Project &project, const Lister &lister, ListInput input, const ListRequest &request,
                         const KeyFormatter &keys, const QString &path, JobContext &job)
{
    CsvWriter out(path);
    out.row({QStringLiteral("user"), QStringLiteral("rank"), QStringLiteral("item"), QStringLiteral("score")});
    const Catalogue catalogue(project);
    std::unordered_map<ItemId, QString> itemKeys;
    for (const auto &[id, key] : catalogue.itemKeys())
        itemKeys.emplace(id, QString::fromStdString(key));
    const auto users = catalogue.userKeys();
    std::int64_t written = 0;
    for (std::size_t i = 0; i < users.size(); ++i) {
        job.checkpoint();
        job.progress(static_cast<double>(i) / static_cast<double>(users.size()), QStringLiteral("listing"));
        const auto &[id, key] = users[i];
        const auto list = input == ListInput::Evaluated ? lister.listEvaluated(id, request) : lister.listAll(project, id, request);
        const auto name = keys.shopper(QString::fromStdString(key));
        int rank = 0;
        for (const auto &listed : list.items)
            out.row({name, QString::number(++rank), itemKeys[listed.item], QString::number(static_cast<double>(listed.score), 'g', 9)});
        written += !list.items.empty();
    }
    out.close();
    return written;
}

std::int64_t exportMetrics(const Project &project, const QString &path, JobContext &job)
{
    CsvWriter out(path);
    out.row({QStringLiteral("run"), QStringLiteral("name"), QStringLiteral("recommender"), QStringLiteral("split"),
             QStringLiteral("mask"), QStringLiteral("targets"), QStringLiteral("candidates"), QStringLiteral("seed"),
             QStringLiteral("part"), QStringLiteral("metric"), QStringLiteral("value")});
    std::int64_t written = 0;
    for (const auto &run : RunStore(project).all()) {
        job.checkpoint();
        const auto protocol = [&](const char *key) { return run.protocol.value(QString::fromLatin1(key)).toString(); };
        const auto write = [&](const char *part, const std::map<std::string, double> &figures) {
            for (const auto &[metric, value] : figures) {
                out.row({QString::number(run.id.value), CsvWriter::safeText(run.name), run.recommender, protocol("split"),
                         protocol("mask"), protocol("targets"), protocol("candidates"), QString::number(run.seed),
                         QString::fromLatin1(part), QString::fromStdString(metric), QString::number(value, 'g', 9)});
                ++written;
            }
        };
        write("validation", run.validation);
        write("test", run.test);
    }
    out.close();
    return written;
}

} // namespace aisle
