#pragma once
#include "core/recommend/recommender.h"
#include "widgets/common/retranslated.h"

#include <QWidget>
#include <optional>

class QLabel;
class QRadioButton;

namespace aisle {

/// Whether products that a shopper already has may stand in lists, with what the log says of it.
class SeenChoice : public Retranslated<QWidget>
{
    Q_OBJECT
public:
    explicit SeenChoice(QWidget *parent = nullptr);

    void setOffersRepeats(bool offers);             ///< of the chosen recommender
    void setRepeats(std::optional<double> repeats); ///< share of what is relevant that shoppers had; absent: not known
    void offer();                                   ///< seen products are offered

    MaskSeen mask() const;
    void setMask(MaskSeen mask);

Q_SIGNALS:
    void changed();

private:
    void showHelp();
    void retranslate() override;

    bool m_offersRepeats = false;
    std::optional<double> m_repeats;
    QLabel *m_title;
    QRadioButton *m_hide;
    QRadioButton *m_offer;
    QLabel *m_help;
};

} // namespace aisle
