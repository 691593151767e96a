#include "core/features/encoders/images/towerreader.h"

namespace aisle {

namespace {

enum class After { Nothing, Relu, Relu6, HardSwish };

struct Step
{
    Convolution convolution;
    After after = After::Nothing;

    at::Tensor operator()(const at::Tensor &x) const
    {
        auto outcome = convolution(x);
        switch (after) {
        case After::Nothing:
            return outcome;
        case After::Relu:
            return outcome.relu_();
        case After::Relu6:
            return outcome.clamp_(0, 6);
        case After::HardSwish:
            return at::hardswish_(outcome);
        }
        return outcome;
    }
};

/// Weighs channels by what the whole picture has of each (Hu et al. 2018).
struct Excitation
{
    Convolution few, many;

    at::Tensor operator()(const at::Tensor &x) const
    {
        return x * at::hardsigmoid(many(few(x.mean({2, 3}, true)).relu_()));
    }
};

/// Many channels, each filtered by itself, then few again.
struct Inverted
{
    std::vector<Step> before; ///< to many channels where there are not as many already, and the filter of each
    std::optional<Excitation> excitation;
    Step last;
    bool adds = false; ///< what went in

    at::Tensor operator()(const at::Tensor &x) const
    {
        auto inner = x;
        for (const auto &step : before)
            inner = step(inner);
        if (excitation)
            inner = (*excitation)(inner);
        inner = last(inner);
        return adds ? inner.add_(x) : inner;
    }
};

/// How torchvision names the parts of a block: a convolution `one` with its norm `other` are a step.
struct StepNames
{
    std::string convolution, norm;
};

class MobileNet : public ImageTower
{
public:
    std::int64_t dims() const override { return m_last.convolution.to(); }

    at::Tensor features(at::Tensor x, JobContext &job) const override
    {
        return meanOfPlanes(m_last(throughAll(m_blocks, m_first(x), job)));
    }

protected:
    MobileNet(const TowerReader &reader, double epsilon, After outer)
        : m_epsilon(epsilon), m_first{readNormed(reader, "features.0.0", "features.0.1", {.stride = 2, .size = 3},
                                                 epsilon),
                                      outer},
          m_channels(m_first.convolution.to())
    {
    }
    /// @param names  of the steps; @param excitation  where there is one
    void addBlock(const TowerReader &reader, const std::vector<StepNames> &names, const std::string &excitation,
                  std::int64_t stride, After after)
    {
        Inverted block;
        const auto from = m_channels;
        for (std::size_t i = 0; i < names.size(); ++i) {
            const bool isFilter = i + 2 == names.size(), isLast = i + 1 == names.size();
            const auto &shape = reader.shape(names[i].convolution + ".weight");
            constexpr std::int64_t kWide = 5, kUsual = 3; // pixels of a filter's window
            const auto window = shape.size() == 4 && shape[2] == kWide ? kWide : kUsual;
            const ConvolutionForm form{.from = m_channels,
                                       .to = isFilter ? m_channels : -1,
                                       .stride = isFilter ? stride : 1,
                                       .isGrouped = isFilter,
                                       .size = isFilter ? window : 1};
            const Step step{readNormed(reader, names[i].convolution, names[i].norm, form, m_epsilon),
                            isLast ? After::Nothing : after};
            m_channels = step.convolution.to();
            if (isLast)
                block.last = step;
            else
                block.before.push_back(step);
            if (isFilter && !excitation.empty()) {
                const auto few = readConvolution(reader, excitation + "fc1", {.from = m_channels, .size = 1});
                block.excitation = {
                    few, readConvolution(reader, excitation + "fc2", {.from = few.to(), .to = m_channels, .size = 1})};
            }
        }
        block.adds = stride == 1 && from == m_channels;
        m_blocks.push_back(block);
    }
    void addLast(const TowerReader &reader, int number, After after)
    {
        const auto name = "features." + std::to_string(number) + ".";
        m_last = {readNormed(reader, name + "0", name + "1", {.from = m_channels, .size = 1}, m_epsilon), after};
    }

private:
    double m_epsilon;
    Step m_first, m_last;
    std::vector<Inverted> m_blocks;
    std::int64_t m_channels;
};

/// MobileNetV2 (Sandler et al. 2018). Its shapes do not tell where it halves the picture: as published.
class MobileNetV2 : public MobileNet
{
public:
    explicit MobileNetV2(const TowerReader &reader) : MobileNet(reader, 1e-5, After::Relu6)
    {
        static const std::set<int> kHalving{2, 4, 7, 14};
        int number = 1;
        for (;; ++number) {
            const auto name = "features." + std::to_string(number) + ".conv.";
            if (number > 1 && !reader.has(name + "0.0.weight"))
                break;
            const bool isWhole = reader.has(name + "1.0.weight"); // the first block makes no more channels
            std::vector<StepNames> names{{name + "0.0", name + "0.1"}};
            if (isWhole)
                names.push_back({name + "1.0", name + "1.1"});
            names.push_back(isWhole ? StepNames{name + "2", name + "3"} : StepNames{name + "1", name + "2"});
            addBlock(reader, names, {}, kHalving.contains(number) ? 2 : 1, After::Relu6);
        }
        addLast(reader, number, After::Relu6);
    }
};

/// MobileNetV3 (Howard et al. 2019), large and small, told apart by how many blocks they have.
class MobileNetV3 : public MobileNet
{
public:
    explicit MobileNetV3(const TowerReader &reader) : MobileNet(reader, 1e-3, After::HardSwish)
    {
        int blocks = 0;
        while (reader.has(blockName(blocks + 1) + "0.0.weight"))
            ++blocks;
        constexpr int kBlocksOfLarge = 15;
        const bool isLarge = blocks >= kBlocksOfLarge;
        static const std::set<int> kLargeHalving{2, 4, 7, 13}, kSmallHalving{1, 2, 4, 9};
        const int firstHardSwish = isLarge ? 7 : 4;
        for (int number = 1; number <= blocks; ++number) {
            const auto name = blockName(number);
            std::vector<StepNames> names;
            std::string excitation;
            for (int part = 0;; ++part) {
                const auto step = name + std::to_string(part) + ".";
                if (reader.has(step + "fc1.weight"))
                    excitation = step;
                else if (reader.has(step + "0.weight"))
                    names.push_back({step + "0", step + "1"});
                else
                    break;
            }
            const bool halves = (isLarge ? kLargeHalving : kSmallHalving).contains(number);
            addBlock(reader, names, excitation, halves ? 2 : 1,
                     number < firstHardSwish ? After::Relu : After::HardSwish);
        }
        addLast(reader, blocks + 1, After::HardSwish);
    }

private:
    static std::string blockName(int number) { return "features." + std::to_string(number) + ".block."; }
};

} // namespace

std::unique_ptr<const ImageTower> readMobileNetV2(const TowerReader &reader)
{
    return std::make_unique<MobileNetV2>(reader);
}

std::unique_ptr<const ImageTower> readMobileNetV3(const TowerReader &reader)
{
    return std::make_unique<MobileNetV3>(reader);
}

} // namespace aisle
