#include "core/numeric/device.h"

#include "core/common/error.h"
#include "core/common/memory.h"
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
#include <latch>
#include <system_error>
#include <thread>
#include <torch/cuda.h>
#include <torch/version.h>

namespace aisle {

namespace {

/// The BLAS that this process has mapped, from the memory map, which cannot be mistaken. Empty: LibTorch's own.
QString mappedBlas()
{
    QFile maps(QStringLiteral("/proc/self/maps"));
    if (!maps.open(QIODevice::ReadOnly))
        return {};
    static const QRegularExpression kBlas(QStringLiteral("(/\\S*(?:openblas|mkl_rt|blis|libblas)\\S*)"));
    QString found;
    for (const auto &line : QString::fromUtf8(maps.readAll()).split(u'\n')) {
        const auto path = kBlas.match(line).captured(1);
        if (!path.isEmpty() && (found.isEmpty() || path.contains(QLatin1String("openblas"))))
            found = path;
    }
    return found;
}

QString adviceOn(BlasKind kind)
{
    switch (kind) {
    case BlasKind::Fast:
        return {};
    case BlasKind::TwoPools:
        return QStringLiteral("This OpenBLAS has threads of its own, which fight LibTorch's: install "
                              "libopenblas0-openmp (networks train up to twice as fast).");
    case BlasKind::Reference:
        return QStringLiteral("This is the reference BLAS: install libopenblas0-openmp (matrix products run up to 30 "
                              "times faster).");
    }
    return {};
}

#ifdef AISLE_TORCH_CUDA
constexpr bool kBuiltWithCuda = true; // at::hasCUDA() asks for a driver too
#else
constexpr bool kBuiltWithCuda = false;
#endif

bool nvidiaHardwarePresent()
{
    return QFile::exists(QStringLiteral("/dev/nvidia0")) || QDir(QStringLiteral("/proc/driver/nvidia/gpus")).exists();
}

} // namespace

DeviceReport deviceReport()
{
    DeviceReport report;
    report.torchVersion = QStringLiteral(TORCH_VERSION);
    report.builtWithCuda = kBuiltWithCuda;
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
                : QStringLiteral("This build can use CUDA, and no NVIDIA GPU was found.");
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

namespace {

/// LibTorch waits without an end for threads that the system refuses it: so many are started first, of its own pools
/// (the one it begins with, a thread a core, and the one it changes to), OpenMP's and what else a program has.
/// @return at most `wanted`; 0: not even its first pool can be had
int threadsToBeHad(int wanted)
{
    constexpr int kOthers = 2, kPools = 2;
    const auto begin = coreCount() + kOthers;
    const auto needed = static_cast<std::size_t>(begin + kPools * wanted);
    std::latch end(1);
    std::vector<std::thread> started;
    try {
        while (started.size() < needed)
            started.emplace_back([&end] { end.wait(); });
    } catch (const std::system_error &) { // as many as there are
    }
    end.count_down();
    for (auto &thread : started)
        thread.join();
    return std::max(0, (static_cast<int>(started.size()) - begin) / kPools);
}

/// OpenBLAS asks for its buffers again and again where there is no room for them.
int threadsThatFit(int wanted)
{
    constexpr std::int64_t kBuffersOfThread = std::int64_t{128} << 20, kRest = std::int64_t{128} << 20;
    const auto room = addressSpaceLeft();
    if (!room)
        return wanted;
    const auto fit = (*room - kRest) / kBuffersOfThread;
    if (fit < 1)
        throw Error("memory.address-space",
                    QT_TRANSLATE_NOOP("Error",
                                      "This process may use %1 MB of address space more (ulimit -v), and needs "
                                      "%2 MB at least: raise that limit."),
                    {QString::number(*room >> 20), QString::number((kRest + kBuffersOfThread) >> 20)});
    return static_cast<int>(std::min<std::int64_t>(wanted, fit));
}

} // namespace

void prepareComputing(int threads)
{
    useBlocksOfMalloc();
    const int chosen = threadsToBeHad(threadsThatFit(threads > 0 ? threads : coreCount()));
    if (chosen == 0) { // this thread alone; LibTorch then makes no pool
        qputenv("OMP_NUM_THREADS", "1");
        setThreadCount(1);
        return;
    }
    at::set_num_threads(chosen);
    setThreadCount(chosen);
}

BlasKind blasKind(const QString &library)
{
    if (library.contains(QLatin1String("openblas")))
        return library.contains(QLatin1String("pthread")) ? BlasKind::TwoPools : BlasKind::Fast;
    const auto file = library.section(u'/', -1);
    return file.startsWith(QLatin1String("libblas")) ? BlasKind::Reference : BlasKind::Fast;
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
    const auto library = mappedBlas();
    const auto kind = blasKind(library);
    return {.library = library.isEmpty() ? QStringLiteral("built into LibTorch") : library,
            .kind = kind,
            .gigaFlops = 2.0 * kSize * kSize * kSize / best / 1e9,
            .advice = adviceOn(kind)};
}

} // namespace aisle
