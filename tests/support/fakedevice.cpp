#include "tests/support/fakedevice.h"

#include "core/numeric/torchsupport.h"

#include <ATen/EmptyTensor.h>
#include <ATen/InferSize.h>
#include <ATen/TensorUtils.h>
#include <ATen/native/CPUFallback.h>
#include <algorithm>
#include <c10/core/impl/DeviceGuardImplInterface.h>
#include <cstdlib>
#include <torch/library.h>
#include <utility>

namespace aisle::test {

namespace {

constexpr std::uintptr_t kUnreadable = std::uintptr_t(1) << 62; // no address of a process has this bit

struct Seen
{
    std::uint64_t operations = 0, largestCopyBack = 0;
    std::vector<std::string> mixtures;
};

Seen &seen()
{
    static Seen all;
    return all;
}

void *hidden(void *address)
{
    return reinterpret_cast<void *>(reinterpret_cast<std::uintptr_t>(address) | kUnreadable);
}

void *readable(const void *address)
{
    return reinterpret_cast<void *>(reinterpret_cast<std::uintptr_t>(address) & ~kUnreadable);
}

c10::Device fakeDevice()
{
    return {c10::DeviceType::PrivateUse1, 0};
}

class HiddenMemory final : public c10::Allocator
{
public:
    // What is virtual changed between LibTorch 1.13 and 2.3, so that neither "override" stands here.
    c10::DataPtr allocate(std::size_t bytes) const
    {
        void *block = std::malloc(std::max<std::size_t>(1, bytes));
        return {hidden(block), block, &std::free, fakeDevice()};
    }
    c10::DataPtr allocate(std::size_t bytes) { return std::as_const(*this).allocate(bytes); }
    void copy_data(void *to, const void *from, std::size_t bytes) const
    {
        std::copy_n(static_cast<const char *>(readable(from)), bytes, static_cast<char *>(readable(to)));
    }
};

C10_REGISTER_GUARD_IMPL(PrivateUse1, c10::impl::NoOpDeviceGuardImpl<c10::DeviceType::PrivateUse1>)

HiddenMemory &memory()
{
    static HiddenMemory all;
    return all;
}

at::Tensor empty(at::IntArrayRef size, c10::optional<at::ScalarType> type, c10::optional<at::Layout>,
                 c10::optional<at::Device>, c10::optional<bool>, c10::optional<at::MemoryFormat> format)
{
    return at::detail::empty_generic(size, &memory(), c10::DispatchKeySet(c10::DispatchKey::PrivateUse1),
                                     c10::dtype_or_default(type), format);
}

at::Tensor emptyStrided(at::IntArrayRef size, at::IntArrayRef strides, c10::optional<at::ScalarType> type,
                        c10::optional<at::Layout>, c10::optional<at::Device>, c10::optional<bool>)
{
    return at::detail::empty_strided_generic(
        size, strides, &memory(), c10::DispatchKeySet(c10::DispatchKey::PrivateUse1), c10::dtype_or_default(type));
}

/// The same memory as a tensor of the CPU.
at::Tensor seenByCpu(const at::Tensor &tensor)
{
    if (tensor.device().is_cpu())
        return tensor;
    return at::from_blob(readable(tensor.data_ptr()), tensor.sizes(), tensor.strides(), tensor.scalar_type());
}

at::Tensor copyFrom(const at::Tensor &from, const at::Tensor &to, bool)
{
    if (to.device().is_cpu())
        seen().largestCopyBack = std::max(seen().largestCopyBack, static_cast<std::uint64_t>(from.numel()));
    const at::NoGradGuard noGrad;
    seenByCpu(to).copy_(seenByCpu(from));
    return to;
}

at::Tensor copyFromAndResize(const at::Tensor &from, const at::Tensor &to)
{
    to.resize_(from.sizes());
    return copyFrom(from, to, false);
}

const at::Tensor &resize(const at::Tensor &self, at::IntArrayRef size, c10::optional<at::MemoryFormat>)
{
    auto *tensor = self.unsafeGetTensorImpl();
    std::size_t numbers = 1;
    for (const auto length : size)
        numbers *= static_cast<std::size_t>(length);
    const auto bytes = (numbers + static_cast<std::size_t>(tensor->storage_offset())) * self.dtype().itemsize();
    if (self.storage().nbytes() < bytes) {
        auto larger = memory().allocate(bytes);
        memory().copy_data(larger.get(), self.storage().data_ptr().get(), self.storage().nbytes());
        auto *storage = self.storage().unsafeGetStorageImpl();
        storage->set_data_ptr(std::move(larger));
        storage->set_nbytes(bytes);
    }
    tensor->set_sizes_contiguous(size);
    return self;
}

at::Tensor asStrided(const at::Tensor &self, at::IntArrayRef size, at::IntArrayRef strides,
                     c10::optional<std::int64_t> offset)
{
    auto view = at::detail::make_tensor<c10::TensorImpl>(c10::TensorImpl::VIEW, c10::Storage(self.storage()),
                                                         self.key_set(), self.dtype());
    view.unsafeGetTensorImpl()->set_sizes_and_strides(size, strides, offset.value_or(self.storage_offset()));
    return view;
}

at::Tensor reshapeAlias(const at::Tensor &self, at::IntArrayRef size, at::IntArrayRef strides)
{
    return asStrided(self, size, strides, self.storage_offset());
}

at::Tensor view(const at::Tensor &self, at::IntArrayRef size)
{
    const auto shape = at::infer_size_dv(size, self.numel());
    const auto strides = at::detail::computeStride(self.sizes(), self.strides(), shape);
    TORCH_CHECK(strides.has_value(), "not viewable");
    return asStrided(self, shape, *strides, self.storage_offset());
}

at::Tensor unfold(const at::Tensor &self, std::int64_t dimension, std::int64_t size, std::int64_t step)
{
    auto shape = self.sizes().vec(), strides = self.strides().vec();
    const auto d = static_cast<std::size_t>(dimension < 0 ? dimension + self.dim() : dimension);
    shape[d] = (shape[d] - size) / step + 1;
    shape.push_back(size);
    strides.push_back(strides[d]);
    strides[d] *= step;
    return asStrided(self, shape, strides, self.storage_offset());
}

/// A tensor of the CPU among those of the device; single numbers are taken from anywhere, as CUDA takes them.
bool isMixture(const torch::jit::Stack &stack, std::size_t arguments)
{
    bool fake = false, cpu = false;
    const auto look = [&](const at::Tensor &tensor) {
        if (!tensor.defined() || tensor.dim() == 0)
            return;
        (tensor.device().is_cpu() ? cpu : fake) = true;
    };
    for (auto at = stack.size() - arguments; at < stack.size(); ++at) {
        if (stack[at].isTensor())
            look(stack[at].toTensor());
        else if (stack[at].isTensorList())
            for (const at::Tensor &tensor : stack[at].toTensorVector())
                look(tensor);
    }
    return fake && cpu;
}

void onTheCpuBetweenCopies(const c10::OperatorHandle &operation, torch::jit::Stack *stack)
{
    ++seen().operations;
    if (isMixture(*stack, operation.schema().arguments().size()))
        seen().mixtures.push_back(operation.schema().name());
    const auto copied = seen().largestCopyBack; // what is copied to compute is no copy of the program's
    at::native::cpu_fallback(operation, stack);
    seen().largestCopyBack = copied;
}

TORCH_LIBRARY_IMPL(_, PrivateUse1, library)
{
    library.fallback(torch::CppFunction::makeFromBoxedFunction<&onTheCpuBetweenCopies>());
}

TORCH_LIBRARY_IMPL(aten, PrivateUse1, library)
{
    library.impl("empty.memory_format", TORCH_FN(empty));
    library.impl("empty_strided", TORCH_FN(emptyStrided));
    library.impl("_copy_from", TORCH_FN(copyFrom));
    library.impl("_copy_from_and_resize", TORCH_FN(copyFromAndResize));
    library.impl("resize_", TORCH_FN(resize));
    library.impl("as_strided", TORCH_FN(asStrided));
    library.impl("_reshape_alias", TORCH_FN(reshapeAlias));
    library.impl("view", TORCH_FN(view));
    library.impl("unfold", TORCH_FN(unfold));
}

} // namespace

FakeDevice::FakeDevice()
{
    c10::SetAllocator(c10::DeviceType::PrivateUse1, &memory());
    seen() = {};
    standInForCuda(fakeDevice());
}

FakeDevice::~FakeDevice()
{
    standInForCuda({});
}

std::uint64_t FakeDevice::operations() const
{
    return seen().operations;
}

std::uint64_t FakeDevice::largestCopyBack() const
{
    return seen().largestCopyBack;
}

std::vector<std::string> FakeDevice::mixtures() const
{
    return seen().mixtures;
}

} // namespace aisle::test
