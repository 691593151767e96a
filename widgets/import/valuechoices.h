#pragma once
#include "core/transfer/recipe.h"

#include <QWidget>
#include <functional>

class QComboBox;
class QFormLayout;
class QLineEdit;

namespace aisle {

/// How the texts of times and numbers are read: format and zone of times, days or months first, the decimal mark, the
/// words that mean nothing is there.
class ValueChoices : public QWidget
{
    Q_OBJECT
public:
    explicit ValueChoices(QWidget *parent = nullptr);
    void show(const Recipe &recipe);

Q_SIGNALS:
    void edited(const std::function<void(aisle::Recipe &)> &edit);

private:
    using Row = std::pair<QWidget *, QWidget *>; ///< label and editor
    Row addRow(const QString &label, QWidget *editor);
    void addTimes(const Recipe &recipe);
    void addNumbers(const Recipe &recipe);
    QComboBox *makeFormats(const QString &format);
    QLineEdit *makePattern(const QString &pattern);
    QWidget *makeZones(const QString &zone);
    QWidget *makeMissing(const QStringList &words);
    QComboBox *makeChoice(const char *name, const QStringList &texts, int current);
    void takeFormat(const QString &format);
    void showRows();

    QFormLayout *m_form;
    QLineEdit *m_pattern = nullptr;
    QString m_timeFormat;
    std::vector<Row> m_orderRows; ///< only of dates that leave the order open
    std::vector<Row> m_zoneRows;  ///< only of times without a zone of their own
};

} // namespace aisle
