// Heads of safetensors files, and the numbers of every tensor that is sound.
#include "core/numeric/formats/safetensors.h"
#include "tests/fuzz/fuzztarget.h"

void aisle::fuzz::readOnce(const QString &path)
{
    const auto tensors = SafeTensors::open(path);
    for (const auto &name : tensors.names()) {
        try {
            tensors.values(name);
        } catch (const Error &) { // a type without real numbers
        }
    }
}
