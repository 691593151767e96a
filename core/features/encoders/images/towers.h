#pragma once
#include "core/features/encoders/images/imagetower.h"

namespace aisle {

struct ReadTower
{
    QString kind; ///< "ResNet"
    std::unique_ptr<const ImageTower> tower;
};
/// Recognises a network by the names of its tensors, and sizes by their shapes: SqueezeNet, ResNet (ResNeXt, wide),
/// MobileNet V2 and V3 as torchvision names them, ViT as torchvision, timm and Hugging Face do, and CLIP's vision
/// tower.
/// @throws Error tower.unknown, tower.tensor (one that would change the outcome and is not understood), tower.heads,
///               tower.activation, tower.positions, weights.no-tensor, encoder.tensor-shape, encoder.not-finite
ReadTower readImageTower(const TowerFiles &files);

} // namespace aisle
