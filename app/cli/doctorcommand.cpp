#include "app/cli/command.h"
#include "core/common/memory.h"
#include "core/common/parallel.h"
#include "core/numeric/device.h"
#include "core/numeric/machinespeed.h"
#include "core/transfer/libraryversions.h"

#include <QJsonArray>
#include <QLibraryInfo>

namespace aisle::cli {

namespace {

/// What estimates of time rest on.
QJsonObject speedJson()
{
    const auto here = machineSpeed();
    return {{QStringLiteral("multiply_adds_per_second"), here.multiplyAdds},
            {QStringLiteral("streamed_bytes_per_second"), here.streamedBytes},
            {QStringLiteral("row_steps_per_second"), here.rowSteps},
            {QStringLiteral("counted_pairs_per_second"), here.countedPairs},
            {QStringLiteral("slower_than_reference"), slowerThanReference()}};
}

Answer doctor(const Invocation &)
{
    const auto devices = deviceReport();
    const auto blas = blasReport();
    QJsonArray gpus;
    for (const auto &gpu : devices.gpus)
        gpus.append(gpu);
    QJsonObject versions;
    std::vector<QStringList> rows{{QStringLiteral("Aisle"), QStringLiteral(AISLE_VERSION)},
                                  {QStringLiteral("Qt"), QString::fromLatin1(qVersion())},
                                  {QStringLiteral("LibTorch"), devices.torchVersion}};
    for (const auto &[name, version] : libraryVersions())
        rows.push_back({name, version});
    for (const auto &row : rows)
        versions.insert(row[0], row[1]);
    rows.push_back({QStringLiteral("BLAS"),
                    QStringLiteral("%1, %2 GFLOP/s").arg(blas.library, QString::number(blas.gigaFlops, 'f', 0))});
    rows.push_back(
        {QStringLiteral("CUDA"), devices.cudaAvailable
                                     ? QStringList(devices.gpus.begin(), devices.gpus.end()).join(QStringLiteral(", "))
                                     : devices.whyNoCuda});
    rows.push_back({QStringLiteral("threads"), QStringLiteral("%1 of %2 cores").arg(threadCount()).arg(coreCount())});
    rows.push_back({QStringLiteral("free memory"), bytes(availableMemoryBytes())});
    auto text = table({QStringLiteral("what"), QStringLiteral("value")}, rows);
    if (!blas.advice.isEmpty())
        text += blas.advice + u'\n';
    return {{{QStringLiteral("versions"), versions},
             {QStringLiteral("blas"), QJsonObject{{QStringLiteral("library"), blas.library},
                                                  {QStringLiteral("gflops"), blas.gigaFlops},
                                                  {QStringLiteral("slow"), blas.kind == BlasKind::Reference},
                                                  {QStringLiteral("warning"), blas.advice}}},
             {QStringLiteral("cuda"), QJsonObject{{QStringLiteral("available"), devices.cudaAvailable},
                                                  {QStringLiteral("built"), devices.builtWithCuda},
                                                  {QStringLiteral("devices"), gpus},
                                                  {QStringLiteral("why_not"), devices.whyNoCuda}}},
             {QStringLiteral("threads"), threadCount()},
             {QStringLiteral("cores"), coreCount()},
             {QStringLiteral("available_memory_bytes"), static_cast<qint64>(availableMemoryBytes())},
             {QStringLiteral("speed"), speedJson()}},
            text};
}

} // namespace

std::vector<Command> doctorCommands()
{
    return {{"doctor", "versions, which BLAS runs and how fast, GPUs and why none, threads", "", "aisle-cli doctor", 0,
             0, [](QCommandLineParser &) {}, doctor}};
}

} // namespace aisle::cli
