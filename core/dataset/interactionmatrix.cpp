#include "core/dataset/interactionmatrix.h"
