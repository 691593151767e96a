#include "core/features/encoders/images/towerreader.h"

namespace aisle {

namespace {

/// Two or three convolutions whose outcome is added to what went in.
struct Block
{
    std::vector<Convolution> convolutions;
    std::optional<Convolution> shortcut; ///< where sizes differ

    std::int64_t to() const { return convolutions.back().to(); }
    at::Tensor operator()(const at::Tensor &x) const
    {
        auto inner = x;
        for (const auto &convolution : convolutions) {
            inner = convolution(inner);
            if (&convolution != &convolutions.back())
                inner.relu_();
        }
        return inner.add_(shortcut ? (*shortcut)(x) : x).relu_();
    }
};

Block readBlock(const TowerReader &reader, const std::string &name, std::int64_t from, std::int64_t stride)
{
    Block block;
    const bool isBottleneck = reader.has(name + "conv3.weight");
    const int halving = isBottleneck ? 2 : 1; // the convolution that takes the stride
    const auto in = from;
    for (int c = 1; c <= (isBottleneck ? 3 : 2); ++c) {
        const auto number = std::to_string(c);
        const ConvolutionForm form{.from = from,
                                   .stride = c == halving ? stride : 1,
                                   .isGrouped = isBottleneck && c == 2,
                                   .size = isBottleneck && c != 2 ? 1 : 3};
        block.convolutions.push_back(readNormed(reader, name + "conv" + number, name + "bn" + number, form));
        from = block.to();
    }
    if (reader.has(name + "downsample.0.weight") || in != block.to() || stride != 1)
        block.shortcut = readNormed(reader, name + "downsample.0", name + "downsample.1",
                                    {.from = in, .to = block.to(), .stride = stride, .size = 1});
    return block;
}

/// ResNet (He et al. 2016) with basic or bottleneck blocks, the stride in the window of three as torchvision has it;
/// ResNeXt and wide ones differ in sizes alone.
class ResNet : public ImageTower
{
public:
    explicit ResNet(const TowerReader &reader) : m_first(readNormed(reader, "conv1", "bn1", {.stride = 2, .size = 7}))
    {
        m_dims = m_first.to();
        for (int layer = 1; layer <= 4; ++layer)
            for (int b = 0;; ++b) {
                const auto name = "layer" + std::to_string(layer) + "." + std::to_string(b) + ".";
                if (b > 0 && !reader.has(name + "conv1.weight"))
                    break;
                m_blocks.push_back(readBlock(reader, name, m_dims, layer > 1 && b == 0 ? 2 : 1));
                m_dims = m_blocks.back().to();
            }
    }

    std::int64_t dims() const override { return m_dims; }

    at::Tensor features(at::Tensor x, JobContext &job) const override
    {
        x = at::max_pool2d(m_first(x).relu_(), {3, 3}, {2, 2}, {1, 1});
        return meanOfPlanes(throughAll(m_blocks, std::move(x), job));
    }

private:
    Convolution m_first;
    std::vector<Block> m_blocks;
    std::int64_t m_dims = 0;
};

} // namespace

std::unique_ptr<const ImageTower> readResNet(const TowerReader &reader)
{
    return std::make_unique<ResNet>(reader);
}

} // namespace aisle
