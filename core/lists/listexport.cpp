#include "core/lists/listexport.h"

#include "core/jobs/jobcontext.h"
#include "core/lists/whatif.h"
#include "core/runs/training.h"
#include "core/storage/catalogue.h"
#include "core/storage/project.h"
#include "core/transfer/writing/recordfile.h"

#include <unordered_map>

namespace aisle {

namespace {

constexpr std::size_t kShoppersAtOnce = 512; ///< ranked together: rank() spreads a block over the threads
constexpr double kLoadingShare = .1;         ///< of a job that loads a run and lists with it
constexpr RecordColumn kListColumns[] = {{"user"}, {"rank"}, {"item"}, {"score"}};

std::unique_ptr<RecordFile> openLists(const QString &path)
{
    return RecordFile::open(path, kListColumns, RecordFormat::Csv);
}

void writeItem(RecordFile &out, const QString &user, int rank, const QString &item, float score)
{
    const RecordValue fields[] = {user, std::int64_t{rank}, item, score};
    out.write(fields);
}

} // namespace

void checkListsFile(const QString &path)
{
    openLists(path);
}

void writeLists(const QString &path, const std::vector<KeyedList> &lists)
{
    const auto out = openLists(path);
    for (const auto &list : lists) {
        int rank = 0;
        for (const auto &[item, score] : list.items)
            writeItem(*out, QString::fromStdString(list.user), ++rank, QString::fromStdString(item),
                      static_cast<float>(score));
    }
    out->close();
}

std::int64_t exportLists(const Project &project, const Lister &lister, ListInput input, const ListRequest &request,
                         const KeyFormatter &keys, const QString &path, JobContext &job)
{
    const auto out = openLists(path);
    const Catalogue catalogue(project);
    std::unordered_map<ItemId, QString> itemKeys;
    for (const auto &[id, key] : catalogue.itemKeys())
        itemKeys.emplace(id, keys.product(QString::fromStdString(key)));
    const auto users = catalogue.userKeys();
    const EventStore events(project);
    std::int64_t written = 0;
    for (std::size_t begin = 0; begin < users.size(); begin += kShoppersAtOnce) {
        job.checkpoint();
        job.progress(static_cast<double>(begin) / static_cast<double>(users.size()), QStringLiteral("listing"));
        const auto end = std::min(users.size(), begin + kShoppersAtOnce);
        std::vector<ListBasis> bases;
        std::vector<Profile> profiles;
        for (auto i = begin; i < end; ++i)
            bases.push_back(input == ListInput::Evaluated ? basisAsEvaluated(lister, users[i].first)
                                                          : basisOfToday(lister, events.history(users[i].first)));
        for (const auto &basis : bases)
            profiles.push_back(basis.profile());
        const auto lists = lister.run().recommender().rank(profiles, {request.k, lister.maskFor(request), {}});
        for (auto i = begin; i < end; ++i) {
            const auto &list = lists[i - begin];
            if (!bases[i - begin].isKnown || list.empty())
                continue;
            const auto name = keys.shopper(QString::fromStdString(users[i].second));
            int rank = 0;
            for (const auto &ranked : list)
                writeItem(*out, name, ++rank, itemKeys[lister.run().id(ranked.item)], ranked.score);
            ++written;
        }
    }
    out->close();
    return written;
}

std::int64_t exportListsOfRun(const Project &project, RunId run, const ListRequest &request, const KeyFormatter &keys,
                              const QString &path, JobContext &job, DatasetCache *cache)
{
    checkListsFile(path);
    PartOfJob loading(job, 0, kLoadingShare);
    const Lister lister(KeptRun::load(project, run, loading, cache), project);
    job.beginStage();
    PartOfJob listing(job, kLoadingShare, 1);
    return exportLists(project, lister, ListInput::All, request, keys, path, listing);
}

std::int64_t exportMetrics(const Project &project, const QString &path, JobContext &job)
{
    static constexpr RecordColumn kColumns[] = {{"run"},  {"name", true}, {"recommender"}, {"split"},
                                                {"mask"}, {"targets"},    {"candidates"},  {"seed"},
                                                {"part"}, {"metric"},     {"value"}};
    const auto out = RecordFile::open(path, kColumns);
    std::int64_t written = 0;
    for (const auto &run : RunStore(project).all()) {
        job.checkpoint();
        const auto protocol = [&](const char *key) { return run.protocol.value(QString::fromLatin1(key)).toString(); };
        const auto write = [&](const char *part, const std::map<std::string, double> &figures) {
            for (const auto &[metric, value] : figures) {
                const RecordValue fields[] = {std::int64_t{run.id.value},
                                              run.name,
                                              run.recommender,
                                              protocol("split"),
                                              protocol("mask"),
                                              protocol("targets"),
                                              protocol("candidates"),
                                              static_cast<std::int64_t>(run.seed),
                                              QString::fromLatin1(part),
                                              QString::fromStdString(metric),
                                              value};
                out->write(fields);
                ++written;
            }
        };
        write("validation", run.validation);
        write("test", run.test);
    }
    out->close();
    return written;
}

} // namespace aisle
