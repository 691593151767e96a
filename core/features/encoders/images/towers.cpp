#include "core/features/encoders/images/towers.h"

#include "core/common/error.h"
#include "core/features/encoders/images/towerreader.h"
#include "core/features/encoders/text/encoderweights.h"

namespace aisle {

namespace {

struct TowerKind
{
    const char *name;
    const char *mark; ///< a tensor that no other kind has ...
    const char *more; ///< ... together with this one
    ReadOneTower read;
    std::vector<std::string> heads; ///< what stands behind the tower, see demandAllRead()
};

const std::vector<TowerKind> &kinds()
{
    static const std::vector<TowerKind> kKinds{
        {"SqueezeNet", "features.3.squeeze.weight", "features.0.weight", readSqueezeNet, {"classifier."}},
        {"ResNet", "layer1.0.conv1.weight", "conv1.weight", readResNet, {"fc."}},
        {"MobileNetV2", "features.1.conv.0.0.weight", "features.0.0.weight", readMobileNetV2, {"classifier."}},
        {"MobileNetV3", "features.1.block.0.0.weight", "features.0.0.weight", readMobileNetV3, {"classifier."}},
        {"ViT", "conv_proj.weight", "encoder.layers.encoder_layer_0.ln_1.weight", readVisionTransformer, {"heads."}},
        {"ViT", "patch_embed.proj.weight", "blocks.0.mlp.fc1.weight", readVisionTransformer, {"head."}},
        {"ViT",
         "embeddings.patch_embeddings.projection.weight",
         "encoder.layer.0.intermediate.dense.weight",
         readVisionTransformer,
         {"pooler.", "embeddings.mask_token"}},
        // What else a CLIP has is of its texts.
        {"CLIP",
         "vision_model.embeddings.patch_embedding.weight",
         "vision_model.encoder.layers.0.mlp.fc1.weight",
         readVisionTransformer,
         {"text_", "logit_scale"}},
        {"CLIP",
         "visual.conv1.weight",
         "visual.transformer.resblocks.0.mlp.c_fc.weight",
         readVisionTransformer,
         {"transformer.", "token_embedding.", "positional_embedding", "ln_final.", "text", "logit_", "input_resolution",
          "context_length", "vocab_size", "attn_mask"}},
    };
    return kKinds;
}

[[noreturn]] void throwUnknown(const EncoderWeights &weights)
{
    constexpr qsizetype kMostExamples = 3;
    QStringList examples;
    for (const auto &name : weights.names())
        if (examples.size() < kMostExamples)
            examples << QString::fromStdString(name);
    throw Error("tower.unknown",
                QT_TRANSLATE_NOOP("Error", "%1 holds no image network that Aisle knows (its tensors are called %2): "
                                           "SqueezeNet, ResNet and MobileNet as torchvision names them, ViT as "
                                           "torchvision, timm or Hugging Face do, and CLIP are read."),
                {weights.file(), examples.join(QStringLiteral(", "))});
}

} // namespace

ReadTower readImageTower(const TowerFiles &files)
{
    for (const auto &kind : kinds()) {
        const auto prefix = files.weights.prefixOf(kind.mark);
        if (!prefix || !files.weights.has(*prefix + kind.more))
            continue;
        const TowerReader reader(files, *prefix);
        ReadTower read{.kind = QString::fromLatin1(kind.name), .tower = kind.read(reader)};
        reader.demandAllRead(read.kind, kind.heads);
        return read;
    }
    throwUnknown(files.weights);
}

} // namespace aisle
