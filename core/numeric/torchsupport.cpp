#include "core/numeric/torchsupport.h"

#include "core/common/random.h"

#include <algorithm>
#include <cstdlib>

namespace aisle {

namespace {

std::optional<at::Device> &standIn()
{
    static std::optional<at::Device> device;
    return device;
}

/// Same seed, same machine, same result: sums over repeated indexes are taken in order, and cuBLAS has a workspace of
/// its own for each stream.
void beRepeatable()
{
    setenv("CUBLAS_WORKSPACE_CONFIG", ":4096:8", 0);
    at::globalContext().setDeterministicAlgorithms(true, true);
}

} // namespace

void standInForCuda(std::optional<at::Device> device)
{
    standIn() = device;
}

at::Device torchDevice(Device device)
{
    if (device == Device::Cpu)
        return at::kCPU;
    if (standIn())
        return *standIn();
    if (!at::hasCUDA())
        throw Error("device.no-cuda",
                    QT_TRANSLATE_NOOP("Error", "No NVIDIA GPU can be used: this LibTorch has no CUDA, or "
                                               "the driver shows no device. Choose the CPU."));
    beRepeatable();
    return {at::kCUDA, 0};
}

at::Tensor viewOf(std::span<const float> values, at::IntArrayRef shape)
{
    return at::from_blob(const_cast<float *>(values.data()), shape, at::kFloat);
}

std::vector<float> toVector(const at::Tensor &tensor)
{
    const auto dense = tensor.to(at::kCPU, at::kFloat).contiguous();
    const auto *data = dense.data_ptr<float>();
    return {data, data + dense.numel()};
}

bool allFinite(const at::Tensor &tensor)
{
    const at::NoGradGuard noGrad;
    return tensor.numel() == 0 || at::isfinite(tensor.sum()).item<bool>();
}

void writeTensor(SnapshotWriter &out, const at::Tensor &tensor)
{
    out.array(toVector(tensor));
}

void readInto(SnapshotReader &in, at::Tensor tensor)
{
    const at::NoGradGuard noGrad;
    const auto values = in.array<float>(static_cast<std::size_t>(tensor.numel()));
    tensor.copy_(viewOf(values, tensor.sizes()));
}

std::int64_t countNumbers(const std::vector<at::Tensor *> &tensors)
{
    std::int64_t count = 0;
    for (const auto *tensor : tensors)
        count += tensor->defined() ? tensor->numel() : 0;
    return count;
}

at::Tensor drawnTensor(at::IntArrayRef shape, std::uint64_t seed, const std::function<double(Random &)> &draw)
{
    auto tensor = at::empty(shape);
    Random random(seed);
    auto *data = tensor.data_ptr<float>();
    std::generate(data, data + tensor.numel(), [&] { return static_cast<float>(draw(random)); });
    return tensor;
}

at::Tensor normalTensor(at::IntArrayRef shape, double deviation, std::uint64_t seed)
{
    return drawnTensor(shape, seed, [deviation](Random &random) { return deviation * random.normal(); });
}

namespace {
/// Walks the block rows of a matrix and tells the job about it.
class Blocks
{
public:
    Blocks(const at::Tensor &matrix, JobContext &job) : m_matrix(matrix), m_job(job), m_size(matrix.size(0)) {}

    std::int64_t count() const { return (m_size + kBlock - 1) / kBlock; }
    std::int64_t begin(std::int64_t b) const { return std::min(b * kBlock, m_size); }
    std::int64_t size() const { return m_size; }
    at::Tensor part(std::int64_t row, std::int64_t rowEnd, std::int64_t col, std::int64_t colEnd) const
    {
        return m_matrix.slice(0, row, rowEnd).slice(1, col, colEnd);
    }
    void checkpoint() { m_job.checkpoint(); }
    void passed(double from, double to, std::int64_t b)
    {
        checkpoint();
        const double share = static_cast<double>(b + 1) / static_cast<double>(count());
        m_job.progress(from + (to - from) * share, QStringLiteral("inverting"));
    }

private:
    static constexpr std::int64_t kBlock = 256;
    const at::Tensor &m_matrix;
    JobContext &m_job;
    std::int64_t m_size;
};

at::Tensor lowerInverse(const at::Tensor &factor)
{
    return at::linalg_solve_triangular(factor, at::eye(factor.size(0), factor.options()), false);
}

/// Right-looking: after block b its columns hold L, with L's diagonal blocks already inverted.
void factorise(Blocks &blocks)
{
    const auto n = blocks.size();
    for (std::int64_t b = 0; b < blocks.count(); ++b) {
        const auto from = blocks.begin(b), to = blocks.begin(b + 1);
        auto diagonal = blocks.part(from, to, from, to);
        const auto inverse = lowerInverse(at::linalg_cholesky(diagonal));
        diagonal.copy_(inverse);
        if (to < n) {
            auto panel = blocks.part(to, n, from, to);
            const auto solved = at::mm(panel, inverse.t());
            panel.copy_(solved);
            for (auto c = b + 1; c < blocks.count(); ++c) {
                const auto colFrom = blocks.begin(c), colTo = blocks.begin(c + 1);
                blocks.checkpoint();
                auto trailing = blocks.part(colFrom, n, colFrom, colTo);
                at::addmm_out(trailing, trailing, solved.slice(0, colFrom - to),
                              solved.slice(0, colFrom - to, colTo - to).t(), 1, -1);
            }
        }
        blocks.passed(0, .4, b);
    }
}

/// Turns L (diagonal blocks already inverted) into its inverse W, block row by block row.
void invertFactor(Blocks &blocks)
{
    for (std::int64_t b = 1; b < blocks.count(); ++b) {
        const auto from = blocks.begin(b), to = blocks.begin(b + 1);
        const auto row = blocks.part(from, to, 0, from).clone();
        auto sums = at::empty_like(row);
        for (std::int64_t c = 0; c < b; ++c) {
            const auto colFrom = blocks.begin(c), colTo = blocks.begin(c + 1);
            blocks.checkpoint();
            auto sum = sums.slice(1, colFrom, colTo);
            at::mm_out(sum, row.slice(1, colFrom), blocks.part(colFrom, from, colFrom, colTo));
        }
        auto target = blocks.part(from, to, 0, from);
        at::addmm_out(target, target, blocks.part(from, to, from, to), sums, 0, -1);
        blocks.passed(.4, .7, b);
    }
}

/// W' W in place. Row b of the product needs only rows from b on of W, so rows above may already be overwritten.
void multiplyWithItself(Blocks &blocks)
{
    constexpr std::int64_t kColumns = 2048; ///< multiplied between two checkpoints
    const auto n = blocks.size();
    for (std::int64_t b = 0; b < blocks.count(); ++b) {
        const auto from = blocks.begin(b), to = blocks.begin(b + 1);
        const auto own = blocks.part(from, n, from, to).t().contiguous(); // the first rows of it are overwritten below
        for (std::int64_t col = 0; col < to; col += kColumns) {
            blocks.checkpoint();
            const auto colTo = std::min(col + kColumns, to);
            const auto product = at::mm(own, blocks.part(from, n, col, colTo));
            blocks.part(from, to, col, colTo).copy_(product);
        }
        blocks.passed(.7, .98, b);
    }
    for (std::int64_t b = 0; b < blocks.count(); ++b) {
        const auto from = blocks.begin(b), to = blocks.begin(b + 1);
        blocks.part(from, to, to, n).copy_(blocks.part(to, n, from, to).t());
        blocks.passed(.98, 1, b);
    }
}
} // namespace

void invertPositiveDefinite(at::Tensor matrix, JobContext &job)
{
    const c10::InferenceMode inference;
    Blocks blocks(matrix, job);
    try {
        factorise(blocks);
    } catch (const c10::LinAlgError &) {
        throw Error("matrix.not-positive",
                    QT_TRANSLATE_NOOP("Error",
                                      "The matrix of common shoppers could not be inverted in single precision: "
                                      "raise l2."));
    }
    invertFactor(blocks);
    multiplyWithItself(blocks);
}

} // namespace aisle
