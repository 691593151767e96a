#include "core/lists/listexport.h"

#include "core/evaluate/evaluator.h"
#include "core/jobs/jobcontext.h"
#include "core/lists/batchlister.h"
#include "core/recommend/offer.h"
#include "core/runs/runshelf.h"
#include "core/runs/training/training.h"
#include "core/storage/catalogue.h"
#include "core/storage/project.h"
#include "core/transfer/writing/recordfile.h"

#include <optional>
#include <unordered_map>

namespace aisle {

namespace {

constexpr double kLoadingShare = .1; ///< of a job that loads a run and lists with it
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

void writeLists(const QString &path, const std::vector<KeyedList> &lists, const KeyFormatter &keys)
{
    const auto out = openLists(path);
    for (const auto &list : lists) {
        const auto user = keys.shopper(QString::fromStdString(list.user)) + QString::fromStdString(list.place);
        int rank = 0;
        for (const auto &[item, score] : list.items)
            writeItem(*out, user, ++rank, keys.product(QString::fromStdString(item)), static_cast<float>(score));
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
    std::vector<UserId> ids;
    for (const auto &[id, key] : users)
        ids.push_back(id);
    std::int64_t written = 0;
    const auto &recommender = lister.run().recommender();
    const bool isPersonal = recommender.traits().personal;
    std::size_t places = 0, filled = 0, newcomers = 0;
    const auto write = [&](std::size_t user, const ListBasis &basis, const RankedList &list) {
        newcomers += isPersonal && !list.empty() && recommender.basis(basis.request()) == ColdStart::Popularity;
        places += list.size();
        filled += filledUp(list, list.size());
        const auto name = keys.shopper(QString::fromStdString(users[user].second));
        int rank = 0;
        for (const auto &ranked : list)
            writeItem(*out, name, ++rank, itemKeys[lister.run().id(ranked.item)], ranked.score);
        written += list.empty() ? 0 : 1;
    };
    BatchLister(lister, project, input, request).list(ids, job, QStringLiteral("listing"), write);
    out->close();
    if (newcomers > 0)
        job.note(newcomersText(newcomers, static_cast<std::size_t>(written)));
    if (filled > 0)
        job.note(filledUpText(filled, places));
    return written;
}

std::int64_t exportListsOfRun(const Project &project, RunId run, const ListRequest &request, const KeyFormatter &keys,
                              const QString &path, JobContext &job, RunShelf *shelf)
{
    checkListsFile(path);
    PartOfJob loading(job, 0, kLoadingShare);
    std::optional<RunShelf> own;
    const Lister lister((shelf ? *shelf : own.emplace(project)).get(run, loading), project, false);
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
        const auto &protocol = run.protocol;
        const auto write = [&](const char *part, const std::map<std::string, double> &figures) {
            for (const auto &[metric, value] : figures) {
                const RecordValue fields[] = {std::int64_t{run.id.value},
                                              run.name,
                                              run.recommender,
                                              protocol.split,
                                              QString::fromLatin1(maskName(protocol.mask)),
                                              QString::fromLatin1(targetsName(protocol.targets)),
                                              protocol.candidatesText(),
                                              static_cast<std::int64_t>(protocol.seed),
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
