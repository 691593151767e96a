#pragma once
#include <QMetaType>
#include <QString>
#include <concepts>
#include <functional>
#include <type_traits>
#include <utility>

namespace aisle {

/// A text that is made whenever it is read, so that it follows a change of language:
///
///     LiveText text = [path] { return tr("The chart is in %1.").arg(path); };
class LiveText
{
public:
    LiveText() = default;
    LiveText(QString fixed) : LiveText([fixed = std::move(fixed)] { return fixed; }) {} ///< the same in every language
    template <class Make>
    requires(!std::same_as<Make, LiveText> && std::is_invocable_r_v<QString, const Make &>) LiveText(Make make)
        : m_make(std::move(make))
    {
    }

    QString operator()() const { return m_make ? m_make() : QString(); }
    bool isEmpty() const { return (*this)().isEmpty(); }

private:
    std::function<QString()> m_make;
};

} // namespace aisle

Q_DECLARE_METATYPE(aisle::LiveText)
