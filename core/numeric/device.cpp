#include "core/numeric/device.h"

#include "core/common/error.h"
#include "core/common/parallel.h"
#include "core/numeric/torchmemory.h"

#include <ATen/Parallel.h>
#include <ATen/ops/mm.h>
#include <ATen/ops/ones.h>
#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <c10/util/Exception.h>
#include <chrono>
#include <torch/cuda.h>
#include <torch/version.h>

namespace aisle {

namespace {

/// The BLAS that this process has mapped, from the memory map: the one thing that cannot be mistaken.
QString mappedBlas()
{
    QFile maps(QStringLiteral("/proc/self/maps"));
    if (!maps.open(QIODevice::ReadOnly))
        return QStringLiteral("unknown");
    static const QRegularExpression kBlas(QStringLiteral("(/\\S*(?:openblas|mkl_rt|blis|libblas)\\S*)"));
    QString found;
    for (const auto &line : QString::fromUtf8(maps.readAll()).split(u'\n')) {
        const auto path = kBlas.match(line).captured(1);
        if (!path.isEmpty() && (found.isEmpty() || path.contains(QLatin1String("openblas"))))
            found = path;
    }
    return found.isEmpty() ? QStringLiteral("built into LibTorch") : found;
}

bool nvidiaHardwarePresent()
{
    return QFile::exists(QStringLiteral("/dev/nvidia0")) || QDir(QStringLiteral("/proc/driver/nvidia/gpus")).exists();
}

} // namespace

DeviceReport deviceReport()
{
    DeviceReport report;
    report.torchVersion = QStringLiteral(TORCH_VERSION);
    report.builtWithCuda = at::hasCUDA();
    report.nvidiaHardware = nvidiaHardwarePresent();
    report.cudaAvailable = torch::cuda::is_available();
    if (report.cudaAvailable) {
        for (std::size_t i = 0; i < torch::cuda::device_count(); ++i)
            report.gpus.push_back(QStringLiteral("CUDA device %1").arg(i));
    } else if (!report.builtWithCuda) {
        report.whyNoCuda =
            report.nvidiaHardware
                ? QStringLiteral("This build of LibTorch is for the CPU only; `./dev setup --cuda` fetches the CUDA "
                                 "build (about 4 GB).")
                : QStringLiteral("This build of LibTorch is for the CPU only, and no NVIDIA GPU was found.");
    } else {
        report.whyNoCuda =
            report.nvidiaHardware
                ? QStringLiteral(
                      "An NVIDIA GPU is there but its driver does not work with this CUDA build: update the driver.")
                : QStringLiteral("No NVIDIA GPU was found.");
    }
    return report;
}

Device chooseDevice(const QString &word)
{
    if (word == QLatin1String("cpu"))
        return Device::Cpu;
    if (word == QLatin1String("auto"))
        return torch::cuda::is_available() ? Device::Cuda : Device::Cpu;
    if (word != QLatin1String("cuda"))
        throw Error("device.unknown", QT_TRANSLATE_NOOP("Error", "There is no device %1: choose auto, cpu or cuda."),
                    {word});
    const auto report = deviceReport();
    if (!report.cudaAvailable)
        throw Error("device.no-cuda", QT_TRANSLATE_NOOP("Error", "CUDA cannot be used: %1 Choose the CPU."),
                    {report.whyNoCuda});
    return Device::Cuda;
}

void computeOn(Device device, const std::function<void()> &work)
{
    try {
        work();
    } catch (const c10::Error &error) {
        const auto said = QString::fromUtf8(error.what_without_backtrace());
        const auto line = said.section(u'\n', 0, 0).left(300);
        if (device == Device::Cuda && said.contains(QLatin1String("out of memory")))
            throw Error("device.out-of-memory",
                        QT_TRANSLATE_NOOP("Error",
                                          "The GPU has not enough memory for this (%1). Choose a smaller batch "
                                          "or fewer factors, or train on the CPU."),
                        {line});
        if (said.contains(QLatin1String("DefaultCPUAllocator")) || said.contains(QLatin1String("allocate memory")))
            throw Error("memory.out", QT_TRANSLATE_NOOP("Error", "There is not enough memory for this. Close other "
                                                                 "programs, filter the data or choose a smaller "
                                                                 "recommender."));
        if (device == Device::Cuda)
            throw Error("device.failed",
                        QT_TRANSLATE_NOOP("Error", "The GPU failed (%1). Try again, or train on the CPU."), {line});
        throw;
    }
}

void prepareComputing(int threads)
{
    useBlocksOfMalloc();
    const int chosen = threads > 0 ? threads : coreCount();
    at::set_num_threads(chosen);
    setThreadCount(chosen);
}

BlasReport blasReport()
{
    constexpr int kSize = 512;
    const auto a = at::ones({kSize, kSize});
    at::mm(a, a);
    double best = 1e9;
    for (int i = 0; i < 5; ++i) {
        const auto start = std::chrono::steady_clock::now();
        at::mm(a, a);
        best = std::min(best, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    }
    BlasReport report;
    report.library = mappedBlas();
    report.gigaFlops = 2.0 * kSize * kSize * kSize / best / 1e9;
    report.slow = report.gigaFlops < 5.0 * std::min(threadCount(), 4);
    return report;
}

} // namespace aisle
