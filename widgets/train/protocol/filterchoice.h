#pragma once
#include "core/common/keyformatter.h"
#include "core/dataset/eventtable.h"
#include "widgets/common/retranslated.h"

#include <QHash>
#include <QWidget>

class QCheckBox;
class QLabel;
class QLineEdit;

namespace aisle {

class NumberField;

/// Which events of a training count at all: a least value, shoppers and products with enough events, products left out.
class FilterChoice : public Retranslated<QWidget>
{
    Q_OBJECT
public:
    explicit FilterChoice(QWidget *parent = nullptr);

    void setHasRatings(bool has);           ///< whether a least value can be asked for
    void setKeys(const KeyFormatter &keys); ///< how products that are left out are named

    void writeTo(DatasetFilter &filter) const;
    void readFrom(const DatasetFilter &filter);

Q_SIGNALS:
    void changed();

private:
    void onChanged();
    void showExcluded(const QStringList &items);
    QStringList excluded() const; ///< keys of products
    void retranslate() override;

    bool m_hasRatings = false;
    bool m_showing = false;
    KeyFormatter m_keys;
    QHash<QString, QString> m_keyOfName; ///< of m_exclude, where a name stands for a key
    QLabel *m_title;
    QCheckBox *m_useMinValue;
    NumberField *m_minValue;
    QLabel *m_userEventsLabel;
    NumberField *m_userEvents;
    QLabel *m_itemEventsLabel;
    NumberField *m_itemEvents;
    QLabel *m_coreHelp;
    QLabel *m_excludeLabel;
    QLineEdit *m_exclude;
};

} // namespace aisle
