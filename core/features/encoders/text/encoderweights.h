#pragma once
#include "core/numeric/formats/safetensors.h"

#include <optional>

namespace aisle {

/// The tensors of an encoder, each held against the shape that its config asks for.
class EncoderWeights
{
public:
    /// @throws Error encoder.no-weights (the folder has no model.safetensors), weights....
    static EncoderWeights open(const QString &folder);
    /// A file of any name, whose shapes no config says.
    static EncoderWeights ofFile(const QString &path);

    bool has(const std::string &name) const { return m_file.has(name); }
    const std::vector<std::int64_t> &shape(const std::string &name) const { return m_file.shape(name); }
    QString file() const { return m_path; }
    std::vector<std::string> names() const { return m_file.names(); }
    /// What stands before `name` in the file ("bert."); absent where no tensor is called so.
    std::optional<std::string> prefixOf(const std::string &name) const;
    /// @param shape  -1 for what is not fixed
    /// Whole numbers of eight bits count as numbers too: tables are kept so.
    /// @throws Error weights.no-tensor, encoder.shape (of a file: encoder.tensor-shape), encoder.not-finite (names the
    ///               tensor)
    std::vector<float> values(const std::string &name, const std::vector<std::int64_t> &shape) const;
    std::vector<std::int64_t> wholeNumbers(const std::string &name, const std::vector<std::int64_t> &shape) const;

private:
    EncoderWeights(SafeTensors file, QString path, bool hasConfig)
        : m_file(std::move(file)), m_path(std::move(path)), m_hasConfig(hasConfig)
    {
    }
    void demandShape(const std::string &name, const std::vector<std::int64_t> &shape) const;

    SafeTensors m_file;
    QString m_path;
    bool m_hasConfig; ///< that says the shapes
};

} // namespace aisle
