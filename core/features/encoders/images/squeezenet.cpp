#include "core/features/encoders/images/towerreader.h"

namespace aisle {

namespace {

/// Few channels first, then many by windows of one and of three pixels side by side.
struct Fire
{
    Convolution squeeze, one, three;

    at::Tensor operator()(const at::Tensor &x) const
    {
        const auto few = squeeze(x).relu_();
        return at::cat({one(few), three(few)}, 1).relu_();
    }
};

/// SqueezeNet (Iandola et al. 2016) 1.0 and 1.1, which differ in where they halve the picture.
class SqueezeNet : public ImageTower
{
public:
    explicit SqueezeNet(const TowerReader &reader)
    {
        const auto &first = reader.shape("features.0.weight");
        constexpr std::int64_t kOld = 7, kNew = 3; // pixels of the first window, of 1.0 and of 1.1
        const auto size = first.size() == 4 && first[2] == kOld ? kOld : kNew;
        m_first = readConvolution(reader, "features.0", {.stride = 2, .keepsSize = false, .size = size});
        std::int64_t from = m_first.to();
        int last = 2; // 0 is the first convolution, 1 what follows it, and 2 halves
        for (int layer = 3;
             reader.has(name(layer) + "squeeze.weight") || reader.has(name(layer + 1) + "squeeze.weight"); ++layer) {
            if (!reader.has(name(layer) + "squeeze.weight"))
                continue;
            Fire fire;
            fire.squeeze = readConvolution(reader, name(layer) + "squeeze", {.from = from, .size = 1});
            fire.one = readConvolution(reader, name(layer) + "expand1x1", {.from = fire.squeeze.to(), .size = 1});
            fire.three = readConvolution(reader, name(layer) + "expand3x3", {.from = fire.squeeze.to(), .size = 3});
            from = fire.one.to() + fire.three.to();
            m_fires.push_back({fire, layer > last + 1 || layer == 3});
            last = layer;
        }
        m_dims = from;
    }

    std::int64_t dims() const override { return m_dims; }

    at::Tensor features(at::Tensor x, JobContext &job) const override
    {
        x = m_first(x).relu_();
        for (const auto &[fire, halves] : m_fires) {
            job.checkpoint();
            x = fire(halves ? at::max_pool2d(x, {3, 3}, {2, 2}, {0, 0}, {1, 1}, true) : x);
        }
        return meanOfPlanes(x);
    }

private:
    static std::string name(int layer) { return "features." + std::to_string(layer) + "."; }

    Convolution m_first;
    std::vector<std::pair<Fire, bool>> m_fires; ///< and whether the picture is halved before
    std::int64_t m_dims = 0;
};

} // namespace

std::unique_ptr<const ImageTower> readSqueezeNet(const TowerReader &reader)
{
    return std::make_unique<SqueezeNet>(reader);
}

} // namespace aisle
