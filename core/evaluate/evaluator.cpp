#include "core/evaluate/evaluator.h"
