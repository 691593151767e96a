#pragma once
#include "core/params/paramspec.h"
#include "widgets/common/retranslated.h"

#include <QJsonObject>
#include <QWidget>
#include <functional>
#include <vector>

class QGridLayout;
class QLabel;
class QToolButton;

namespace aisle {

/// A form made out of a table of parameters: an editor that fits the type and scale, help and range under it, changed
/// values bold with a dot that resets them. An editor's object name is its parameter's key.
class ParamForm : public Retranslated<QWidget>
{
    Q_OBJECT
public:
    explicit ParamForm(QWidget *parent = nullptr);

    /// All at their defaults. The form is as high as it needs.
    void setSchema(const ParamSchema &schema);
    void focusFirst();
    const ParamSchema &schema() const { return m_schema; }
    QJsonObject values() const { return m_values; } ///< complete; an untouched form equals the defaults
    QJsonObject changedValues() const { return m_schema.changed(m_values); }
    std::size_t choices() const; ///< how many there are among the numbers of which several were typed; else 1
    /// changedValues() for each of them.
    std::vector<QJsonObject> eachChangedValues() const;
    void setValues(const QJsonObject &values); ///< what is not named is at its default; unknown keys are ignored
    void reset();

Q_SIGNALS:
    void changed();

protected:
    void changeEvent(QEvent *event) override;

private:
    struct Row
    {
        const ParamSpec *spec;
        QLabel *label;
        QToolButton *dot;
        QWidget *editor;
        QLabel *help;
        std::function<void(const QJsonValue &)> show;
    };
    void removeRows();
    void addRow(const ParamSpec &spec);
    QWidget *makeNumber(const ParamSpec &spec, Row &row);
    QWidget *makeSwitch(const ParamSpec &spec, Row &row);
    QWidget *makeChoice(const ParamSpec &spec, Row &row);
    QWidget *makeText(const ParamSpec &spec, Row &row);
    void edit(const ParamSpec &spec, const QJsonValue &value);
    bool isChanged(const Row &row) const;
    void markChanged(const Row &row);
    void retranslate() override;

    ParamSchema m_schema;
    QJsonObject m_values;
    std::vector<Row> m_rows;
    QGridLayout *m_grid = nullptr;
    bool m_showing = false;
};

} // namespace aisle
