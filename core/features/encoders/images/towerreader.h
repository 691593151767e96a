#pragma once
#include "core/features/encoders/images/imagetower.h"
#include "core/jobs/jobcontext.h"

#include <set>

namespace aisle {

/// Reads a tower's tensors by the names behind a prefix, each held against the shape that it must have, and knows in
/// the end which were not asked for.
class TowerReader
{
public:
    TowerReader(const TowerFiles &files, std::string prefix) : m_files(files), m_prefix(std::move(prefix)) {}

    const TowerFiles &files() const { return m_files; }
    bool has(const std::string &name) const;
    /// @throws Error weights.no-tensor
    const std::vector<std::int64_t> &shape(const std::string &name) const;
    /// @param shape  -1 for what is not fixed. @throws Error weights.no-tensor, encoder.tensor-shape, ...
    at::Tensor tensor(const std::string &name, const std::vector<std::int64_t> &shape) const;
    /// [rows x columns], whatever extents of 1 stand before these.
    at::Tensor table(const std::string &name, std::int64_t columns) const;
    /// @param heads  how the tensors' names begin that stand behind the tower, and do not count
    /// @throws Error tower.tensor
    void demandAllRead(const QString &kind, const std::vector<std::string> &heads) const;

private:
    const TowerFiles &m_files;
    std::string m_prefix;
    mutable std::set<std::string> m_read;
};

/// A convolution with the norm behind it worked in.
struct Convolution
{
    at::Tensor weight, bias; ///< [to x from / groups x size x size], [to] (undefined where there is none)
    std::int64_t stride = 1, padding = 0, groups = 1;

    std::int64_t to() const { return weight.size(0); }
    at::Tensor operator()(const at::Tensor &x) const;
};

struct ConvolutionForm
{
    std::int64_t from = 3; ///< channels it is given
    std::int64_t to = -1;  ///< and makes; -1: as the tensor says
    std::int64_t stride = 1;
    bool isGrouped = false; ///< the channels are divided among groups, as many as the tensor says
    bool keepsSize = true;  ///< with a border of zeros, so that only the stride makes it smaller
    std::int64_t size = -1; ///< of the window; -1: as the tensor says
};
Convolution readConvolution(const TowerReader &reader, const std::string &name, const ConvolutionForm &form);
/// With its batch norm (Ioffe & Szegedy 2015), of which nothing remains but a factor and a summand a channel.
Convolution readNormed(const TowerReader &reader, const std::string &name, const std::string &norm,
                       const ConvolutionForm &form, double epsilon = 1e-5);

/// The mean of every channel [pictures x channels].
at::Tensor meanOfPlanes(const at::Tensor &x);

/// `x` through one block after the other; the job is looked at before each.
template <class Blocks>
at::Tensor throughAll(const Blocks &blocks, at::Tensor x, JobContext &job)
{
    for (const auto &block : blocks) {
        job.checkpoint();
        x = block(x);
    }
    return x;
}

/// A network of a kind. @param reader  its prefix is that of the tensor which told the kind
using ReadOneTower = std::unique_ptr<const ImageTower> (*)(const TowerReader &reader);
std::unique_ptr<const ImageTower> readSqueezeNet(const TowerReader &reader);
std::unique_ptr<const ImageTower> readResNet(const TowerReader &reader);
std::unique_ptr<const ImageTower> readMobileNetV2(const TowerReader &reader);
std::unique_ptr<const ImageTower> readMobileNetV3(const TowerReader &reader);
std::unique_ptr<const ImageTower> readVisionTransformer(const TowerReader &reader);

} // namespace aisle
