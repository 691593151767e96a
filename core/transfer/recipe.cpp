#include "core/transfer/recipe.h"
