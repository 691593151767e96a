#include "core/runs/features/runencoder.h"

#include "core/common/error.h"
#include "core/recommend/abilities.h"
#include "core/runs/runshelf.h"

namespace aisle {

namespace {
const QString kRun = QStringLiteral("run ");
}

TunedEncoder encoderOfRun(const Project &project, RunId run, JobContext &job)
{
    RunShelf shelf(project);
    const auto kept = shelf.get(run, job);
    const auto *tunes = dynamic_cast<const TunesEncoder *>(&kept->recommender());
    if (!tunes)
        throw Error("run.no-encoder",
                    QT_TRANSLATE_NOOP("Error", "Run %1 is of %2, which tunes no text encoder: name a run of "
                                               "text-encoder."),
                    {QString::number(run.value), kept->record().recommender});
    auto tuned = tunes->tunedEncoder();
    tuned.name = kRun + QString::number(run.value);
    return tuned;
}

std::optional<RunId> runThatTuned(const QString &name)
{
    bool isNumber = false;
    const RunId run(name.startsWith(kRun) ? name.mid(kRun.size()).toLongLong(&isNumber) : 0);
    return isNumber ? std::optional(run) : std::nullopt;
}

} // namespace aisle
