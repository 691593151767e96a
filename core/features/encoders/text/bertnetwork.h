#pragma once
#include "core/numeric/torchsupport.h"

#include <map>
#include <span>
#include <string>

namespace aisle {

struct EncoderLayout;
class EncoderWeights;
struct LinearLayer;
struct Tuning;

enum class Activation { Gelu, GeluTanh, Relu, Silu };

/// Size and manner of a network, as its config says.
struct BertShape
{
    std::int64_t width = 0, layers = 0, heads = 0, inner = 0;
    std::int64_t tokens = 0, positions = 0, types = 0; ///< rows of the three tables
    /// RoBERTa's: tokens of this id stand at this position, the others are counted on behind it; -1: counted from 0
    std::int64_t padding = -1;
    double epsilon = 1e-12;
    Activation activation = Activation::Gelu;

    std::int64_t longest() const { return positions - (padding + 1); } ///< tokens that have a position
};

/// Texts of one length, whose tokens lie one behind the other.
struct TokenRun
{
    std::int64_t first = 0; ///< token
    std::int64_t texts = 0;
    std::int64_t length = 0; ///< tokens of each
};

/// Texts without any filling between them.
struct TokenBatch
{
    std::vector<std::int64_t> ids, positions, types; ///< [tokens]
    std::vector<TokenRun> runs;
};

/// The encoder of BERT (Devlin et al. 2019), layers normed after what they add: token, position and type vectors, then
/// of each layer attention and an inner network. RoBERTa (Liu et al. 2019) differs in its positions alone. Linear
/// layers see all tokens of a batch at once; attention is done for the texts of one length together, so that no token
/// waits for a longer text and no mask is needed.
class BertNetwork
{
public:
    /// Tensors by the names that Hugging Face gives them, with or without a prefix.
    /// @throws Error weights.no-tensor, encoder.shape, encoder.config, encoder.architecture, encoder.activation
    static BertNetwork read(const EncoderLayout &layout, const EncoderWeights &weights);

    const BertShape &shape() const { return m_shape; }
    BertNetwork on(at::Device device) const; ///< shares the tensors where they are there already
    /// Of every token, after the last layer [tokens x width]. Looks at the job in every layer.
    at::Tensor states(const TokenBatch &batch, JobContext &job) const;

    /// See TunableEncoder. @param seed  of the first numbers of what is added
    void beginTuning(const Tuning &tuning, std::uint64_t seed);
    std::vector<LinearLayer> linears(bool all) const;
    std::vector<at::Tensor *> learnt(); ///< what beginTuning() added; where that is nothing, every tensor
    void merge();                       ///< what was added becomes part of the weights
    /// Every tensor by the name that Hugging Face gives it, without a prefix.
    std::map<std::string, at::Tensor> named() const;

private:
    struct Norm
    {
        at::Tensor gain, bias; ///< [width]
    };
    /// What is added to some rows of a linear layer: up (down x), times Linear::scale (Hu et al., LoRA, 2021).
    struct LowRank
    {
        at::Tensor down, up; ///< [rank x from], [rows x rank]
    };
    struct Linear
    {
        at::Tensor weight, bias;      ///< [to x from], [to]
        std::vector<LowRank> added{}; ///< to consecutive rows, all of them; or nothing
        double scale = 0;

        at::Tensor operator()(const at::Tensor &x) const;
    };
    struct Layer
    {
        Linear attends, attended; ///< queries, keys and values [3 width x width]; their outcome [width x width]
        Norm attendedNorm;
        Linear inner, outer; ///< [inner x width], [width x inner]
        Norm outerNorm;
    };
    class Reader;

    at::Tensor attention(const at::Tensor &asked, const std::vector<TokenRun> &runs) const;
    at::Tensor activated(at::Tensor inner) const;
    at::Tensor normed(const at::Tensor &x, const Norm &norm) const;
    std::vector<at::Tensor *> tensors(); ///< without what was added
    std::vector<at::Tensor *> added();
    std::vector<Linear *> linears(); ///< of all layers

    BertShape m_shape;
    at::Tensor m_tokens, m_positions, m_types; ///< [rows x width]
    Norm m_norm;
    std::vector<Layer> m_layers;
};

} // namespace aisle
