#pragma once
#include <QEvent>

namespace aisle {

/// A widget that says its texts again when the language changes: `class Tile : public Retranslated<QWidget>`.
/// The constructor sets no text by itself: whoever derives calls retranslate() once its widgets are there.
/// One that looks at other changes too overrides changeEvent() and calls this one first.
template <class Base>
class Retranslated : public Base
{
public:
    using Base::Base;

protected:
    virtual void retranslate() = 0; ///< sets every text; may be called again and again

    void changeEvent(QEvent *event) override
    {
        Base::changeEvent(event);
        if (event->type() == QEvent::LanguageChange)
            retranslate();
    }
};

} // namespace aisle
