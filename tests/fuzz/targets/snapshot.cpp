// The saved state of a run. The first byte says of which recommender; the rest is what RunTable::openSnapshot() gives.
#include "core/recommend/ranking.h"
#include "core/runs/keptrun.h"
#include "tests/fuzz/fuzztarget.h"

#include <QBuffer>
#include <QFile>

namespace {

using namespace aisle;

void listFrom(const KeptRun &run)
{
    const std::vector<Visit> history{{.item = ItemIndex(0)},
                                     {.item = ItemIndex(static_cast<std::uint32_t>(run.items().size() - 1))}};
    std::vector<Request> requests{{.user = {}, .history = history}, {.user = {}, .history = {}}};
    if (!run.users().empty())
        requests.push_back({.user = UserIndex(static_cast<std::uint32_t>(run.users().size() - 1)), .history = history});
    const auto lists = run.recommender().rank(requests, {.k = 10});
    for (std::size_t p = 0; p < lists.size(); ++p) {
        for (const auto &ranked : lists[p]) {
            run.id(ranked.item);
            reasonsOf(run.recommender(), requests[p], ranked.item);
        }
    }
    itemEmbeddingOf(run.recommender());
}

} // namespace

void aisle::fuzz::readOnce(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return;
    auto bytes = file.readAll();
    if (bytes.isEmpty())
        return;
    const auto &all = recommenders();
    const auto &info = all[static_cast<unsigned char>(bytes.front()) % all.size()];
    bytes.remove(0, 1);
    QBuffer in(&bytes);
    in.open(QIODevice::ReadOnly);
    RunRecord record;
    record.recommender = QString::fromStdString(info.id);
    listFrom(*KeptRun::read(std::move(record), in));
}
